package io.stopcause.notifier.receiver.teams;

import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.util.Optional;

/** A workflow cannot edit what it posted, so each message stands for itself. */
final class TeamsReceiver implements Receiver {

    private final URI address;
    private final HttpSender sender;

    TeamsReceiver(URI address, HttpSender sender) {
        this.address = address;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        return sender.send(HttpPost.json(address, TeamsCard.of(dispatch.message())));
    }

    @Override
    public Optional<String> check() {
        return HttpAddress.check(address, HttpSender.TIMEOUT);
    }

    @Override
    public void close() {
        sender.close();
    }
}
