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

    Span with(Instant time) {
        return new Span(time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
    }
}
