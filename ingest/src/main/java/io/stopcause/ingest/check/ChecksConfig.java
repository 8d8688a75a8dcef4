package io.stopcause.ingest.check;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the account is looked into, to confirm or refute what the records suggest.
 *
 * @param enabled whether questions are answered at all; by default where {@code aws}, queues or log groups are configured
 * @param timeLimit how long the answer to one question may take, 1 s to 1 min; by default 10 s
 * @param threads how many questions are answered at the same time, 1 to 64; by default 8
 * @param callsPerScope how often AWS is called for one service, family or log group within an hour, at least 1; by
 *     default 100
 * @param registries who asks registries other than Amazon ECR; without an entry nobody in particular
 */
public record ChecksConfig(
        Optional<Boolean> enabled,
        Optional<Duration> timeLimit,
        Optional<Integer> threads,
        Optional<Integer> callsPerScope,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<RegistryConfig> registries) {

    /** All by default. */
    public static final ChecksConfig DEFAULT =
            new ChecksConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    private static final Duration MIN_TIME = Duration.ofSeconds(1);
    private static final Duration MAX_TIME = Duration.ofMinutes(1);
    private static final int MAX_THREADS = 64;

    public ChecksConfig {
        timeLimit
                .filter(given -> given.compareTo(MIN_TIME) < 0 || given.compareTo(MAX_TIME) > 0)
                .ifPresent(given -> refuse("timeLimit is " + given + ", must be from " + MIN_TIME + " to " + MAX_TIME));
        threads.filter(given -> given < 1 || given > MAX_THREADS)
                .ifPresent(given -> refuse("threads is " + given + ", must be from 1 to " + MAX_THREADS));
        callsPerScope
                .filter(given -> given < 1)
                .ifPresent(given -> refuse("callsPerScope is " + given + ", must be at least 1"));
        registries = List.copyOf(registries);
    }

    Duration limit() {
        return timeLimit.orElse(Duration.ofSeconds(10));
    }

    int poolSize() {
        return threads.orElse(8);
    }

    int calls() {
        return callsPerScope.orElse(100);
    }

    private static void refuse(String problem) {
        throw new IllegalArgumentException(problem);
    }
}
