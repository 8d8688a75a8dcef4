package io.stopcause.notifier.receiver.webhook;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP server that gets each message as signed JSON.
 *
 * @param url where to, {@code http} or {@code https}; a secret, since such addresses often hold one
 * @param urlFile a file that holds the address
 * @param secret key of the signature
 * @param secretFile a file that holds the key
 * @param timeoutSeconds for the whole exchange, from 1 to 120; 10 without it
 * @param template another form than stopcause's own
 */
public record WebhookConfig(
        Optional<SecretText> url,
        Optional<String> urlFile,
        Optional<SecretText> secret,
        Optional<String> secretFile,
        Optional<Integer> timeoutSeconds,
        Optional<TemplateConfig> template)
        implements ReceiverFactory {

    private static final int USUAL_SECONDS = 10;
    private static final int LONGEST_SECONDS = 120;

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>(address(secrets).problems());
        problems.addAll(key(secrets).problems());
        timeoutSeconds
                .filter(seconds -> seconds < 1 || seconds > LONGEST_SECONDS)
                .map(seconds ->
                        new ConfigProblem("timeoutSeconds", seconds + " must lie between 1 and " + LONGEST_SECONDS))
                .ifPresent(problems::add);
        template.ifPresent(form -> form.problems(secrets).forEach(problem -> problems.add(problem.under("template"))));
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new WebhookReceiver(
                HttpAddress.of(address(surroundings.secrets())),
                new Signature(key(surroundings.secrets()).required()),
                template.map(form -> form.read(surroundings.secrets())),
                Duration.ofSeconds(timeoutSeconds.orElse(USUAL_SECONDS)),
                surroundings.clock());
    }

    private Secrets.Lookup address(Secrets secrets) {
        return secrets.findAddress("url", url, urlFile);
    }

    private Secrets.Lookup key(Secrets secrets) {
        return secrets.find("secret", secret, secretFile);
    }
}
