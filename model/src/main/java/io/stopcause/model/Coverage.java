package io.stopcause.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a log group or another source in a stretch of time, minute by minute, by the time at which AWS got it.
 *
 * @param account twelve digits, or empty where the source does not say
 * @param region such as {@code eu-west-1}, or empty
 * @param source the log group, or the name of another source
 * @param from the first minute
 * @param to the first minute that no longer belongs to it
 * @param compared whether CloudWatch's own count of the log group was known
 * @param minutes in ascending order; one that is not here had nothing
 */
public record Coverage(
        String account,
        String region,
        String source,
        Instant from,
        Instant to,
        boolean compared,
        List<Minute> minutes) {

    public Coverage {
        minutes = List.copyOf(minutes);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }

    /**
     * A minute.
     *
     * @param at its start
     * @param read how many records came, however often
     * @param written how many of them were new
     * @param late how many of the new were older than what was thought to be read whole
     * @param latest by how much at most
     * @param lag how long after AWS got it the last of them was read
     * @param dead how many could not be used
     * @param incoming how many log events CloudWatch says that it got ({@code AWS/Logs IncomingLogEvents}); absent where
     *     it does not say
     */
    public record Minute(
            Instant at,
            long read,
            long written,
            long late,
            Duration latest,
            Duration lag,
            long dead,
            Optional<Long> incoming) {

        /** How many came once more. */
        public long duplicate() {
            return read - written;
        }

        /** Whether CloudWatch's count is known, where there is anything to count. */
        public boolean isCounted() {
            return written == 0 || incoming.isPresent();
        }

        /** The same, where CloudWatch's count cannot be relied upon or looked into. */
        public Minute uncounted() {
            return new Minute(at, read, written, late, latest, lag, dead, Optional.empty());
        }

        /** How many log events CloudWatch has that were not read. */
        public long missing() {
            return incoming.filter(count -> count > written)
                    .map(count -> count - written)
                    .orElse(0L);
        }
    }

    /** Kafka's key: whose stretches are one behind the other. */
    public String key() {
        return String.join("/", account, region, source);
    }
}
