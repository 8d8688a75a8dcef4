package io.stopcause.notifier.receiver.canary;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A failure that is invented every so often and told to a receiver of its own, never to people.
 *
 * @param everySeconds from 60 to 3600; 300 without it
 * @param url of a dead man's switch, which is called each time that the canary arrives and alarms when it is not; a
 *     secret, since such addresses often hold one
 * @param urlFile a file that holds it
 */
public record CanaryConfig(Optional<Integer> everySeconds, Optional<SecretText> url, Optional<String> urlFile)
        implements ReceiverFactory {

    private static final int USUAL = 300;
    private static final int SHORTEST = 60;
    private static final int LONGEST = 3600;

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>();
        everySeconds
                .filter(seconds -> seconds < SHORTEST || seconds > LONGEST)
                .map(seconds -> new ConfigProblem(
                        "everySeconds", seconds + " must lie between " + SHORTEST + " and " + LONGEST))
                .ifPresent(problems::add);
        if (hasSwitch()) {
            problems.addAll(find(secrets).problems());
        }
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        Optional<URI> address =
                hasSwitch() ? Optional.of(HttpAddress.of(find(surroundings.secrets()))) : Optional.empty();
        return new CanaryReceiver(
                new Canary(every(), surroundings.orders(), surroundings.clock()),
                address,
                new HttpSender(HttpSender.TIMEOUT, surroundings.clock()),
                surroundings.clock());
    }

    private Duration every() {
        return Duration.ofSeconds(everySeconds.orElse(USUAL));
    }

    private boolean hasSwitch() {
        return url.isPresent() || urlFile.isPresent();
    }

    private Secrets.Lookup find(Secrets secrets) {
        return secrets.findAddress("url", url, urlFile);
    }
}
