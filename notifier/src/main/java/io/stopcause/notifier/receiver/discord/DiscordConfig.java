package io.stopcause.notifier.receiver.discord;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.util.List;
import java.util.Optional;

/**
 * A Discord channel.
 *
 * @param webhookUrl address of a webhook of the channel
 * @param webhookUrlFile a file that holds it
 */
public record DiscordConfig(Optional<SecretText> webhookUrl, Optional<String> webhookUrlFile)
        implements ReceiverFactory {

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        return address(secrets).problems();
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new DiscordReceiver(
                HttpAddress.of(address(surroundings.secrets())),
                new HttpSender(HttpSender.TIMEOUT, surroundings.clock()));
    }

    private Secrets.Lookup address(Secrets secrets) {
        return secrets.findAddress("webhookUrl", webhookUrl, webhookUrlFile);
    }
}
