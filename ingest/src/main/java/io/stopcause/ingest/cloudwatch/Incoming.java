package io.stopcause.ingest.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** CloudWatch's own count of the log events that it got. */
@FunctionalInterface
interface Incoming extends AutoCloseable {

    /** So many minutes are asked for in one call; {@code GetMetricStatistics} answers at most 1,440. */
    Duration MOST = Duration.ofHours(12);

    /**
     * By the start of the minute; a minute without any is not there.
     *
     * @return empty where it cannot be asked for now
     */
    Optional<Map<Instant, Long>> logEvents(Group group, Instant from, Instant to) throws InterruptedException;

    @Override
    default void close() {}
}
