package io.stopcause.app.replay;

import java.time.Instant;

/**
 * From the first to the last time that records tell.
 *
 * @param first the earliest
 * @param last the latest
 */
public record Span(Instant first, Instant last) {

    static Span at(Instant time) {
        return new Span(time, time);
    }

    Span with(Span other) {
        return new Span(
                other.first.isBefore(first) ? other.first : first, other.last.isAfter(last) ? other.last : last);
    }
}
