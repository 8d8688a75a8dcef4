package io.stopcause.ingest.ecs;

import java.time.Duration;
import java.util.Optional;

/**
 * How ECS is asked for what no event has told.
 *
 * @param interval between two rounds over all clusters, 1 to 30 min; by default 5 min. ECS describes a stopped task for
 *     about an hour
 */
public record EcsConfig(Optional<Duration> interval) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    public EcsConfig {
        interval.filter(given -> given.compareTo(SHORTEST) < 0 || given.compareTo(LONGEST) > 0)
                .ifPresent(given -> {
                    throw new IllegalArgumentException(
                            "interval is " + given + ", must be from " + SHORTEST + " to " + LONGEST);
                });
    }

    Duration pause() {
        return interval.orElse(Duration.ofMinutes(5));
    }
}
