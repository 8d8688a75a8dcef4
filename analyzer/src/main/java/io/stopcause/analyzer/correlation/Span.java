package io.stopcause.analyzer.correlation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time in which a correlation held.
 *
 * @param raised when it began to hold
 * @param cleared when it ceased to; absent while it lasts, or where nothing takes it back
 * @param proof the events that made it, ordered by time
 * @param last the newest event that belongs to it
 */
public record Span(Instant raised, Optional<Instant> cleared, List<Occurrence> proof, Instant last) {

    public Span {
        proof = List.copyOf(proof);
    }

    public Instant first() {
        return proof.get(0).time();
    }

    /** Whether it was going on at that time. */
    public boolean covers(Instant time) {
        return !time.isBefore(raised)
                && cleared.filter(end -> !time.isBefore(end)).isEmpty();
    }
}
