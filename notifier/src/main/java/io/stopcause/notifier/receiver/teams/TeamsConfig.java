package io.stopcause.notifier.receiver.teams;

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
 * A Teams channel or chat.
 *
 * @param webhookUrl address of a workflow "When a Teams webhook request is received"
 * @param webhookUrlFile a file that holds it
 */
public record TeamsConfig(Optional<SecretText> webhookUrl, Optional<String> webhookUrlFile) implements ReceiverFactory {

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        return address(secrets).problems();
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new TeamsReceiver(
                HttpAddress.of(address(surroundings.secrets())),
                new HttpSender(HttpSender.TIMEOUT, surroundings.clock()));
    }

    private Secrets.Lookup address(Secrets secrets) {
        return secrets.findAddress("webhookUrl", webhookUrl, webhookUrlFile);
    }
}
