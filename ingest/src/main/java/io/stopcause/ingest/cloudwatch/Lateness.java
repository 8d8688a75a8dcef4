package io.stopcause.ingest.cloudwatch;

import java.time.Duration;

/**
 * How late the events of a group come, and so how far back it is read again: twice the latest of the last readings, never
 * less than configured.
 */
final class Lateness {

    /** Somebody who uploads old logs must not make all readings long. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Duration shortest;
    private Duration overlap;
    private Duration latest = Duration.ZERO;

    Lateness(Duration shortest) {
        this.shortest = shortest;
        this.overlap = shortest;
    }

    /** A new event arrived so long after its own time. */
    void seen(Duration late) {
        latest = late.compareTo(latest) > 0 ? late : latest;
    }

    /** A reading is complete: the overlap grows at once and shrinks by a tenth. */
    void swept() {
        Duration wanted = latest.multipliedBy(2);
        Duration least = max(shortest, overlap.multipliedBy(9).dividedBy(10));
        overlap = max(least, min(wanted, max(LONGEST, shortest)));
        latest = Duration.ZERO;
    }

    Duration overlap() {
        return overlap;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
