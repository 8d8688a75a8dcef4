package io.stopcause.notifier.receiver.canary;

import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where the canary arrives. How long its way took stands in the notification log; the switch outside hears that it
 * arrived at all.
 */
final class CanaryReceiver implements Receiver {

    private final Canary canary;
    private final Optional<URI> deadManSwitch;
    private final HttpSender sender;
    private final InstantSource clock;

    CanaryReceiver(Canary canary, Optional<URI> deadManSwitch, HttpSender sender, InstantSource clock) {
        this.canary = canary;
        this.deadManSwitch = deadManSwitch;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public void start() {
        canary.start();
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        if (dispatch.incident().isResolved()) {
            return new Delivery.Delivered("the canary is over", Optional.empty());
        }
        Instant sent = dispatch.incident().life().lastSeen();
        long millis = Duration.between(sent, clock.instant()).toMillis();
        String words = "arrived after " + millis + " ms";
        if (deadManSwitch.isEmpty()) {
            return new Delivery.Delivered(words, Optional.empty());
        }
        Delivery heard = sender.send(new HttpPost(
                "POST", deadManSwitch.get(), "text/plain", Map.of("Idempotency-Key", dispatch.key()), words));
        return heard instanceof Delivery.Delivered ? new Delivery.Delivered(words, Optional.empty()) : heard;
    }

    @Override
    public boolean knowsRepeats() {
        return true;
    }

    /** Only whether it can be sent: where several processes share the work it may well arrive at another. */
    @Override
    public Optional<String> check() {
        return canary.check();
    }

    @Override
    public void close() {
        canary.close();
        sender.close();
    }
}
