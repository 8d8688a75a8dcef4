package io.stopcause.app.replay;

import java.time.Instant;
import java.util.Optional;

/**
 * The stretch of event time that a replay looks at.
 *
 * @param from the first moment that counts; absent for everything
 * @param to the first moment that no longer counts; absent for everything
 */
public record Window(Optional<Instant> from, Optional<Instant> to) {

    public static final Window EVERYTHING = new Window(Optional.empty(), Optional.empty());

    public Window {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("--from " + from.get() + " must lie before --to " + to.get());
        }
    }

    public boolean holds(Instant time) {
        return from.map(first -> !time.isBefore(first)).orElse(true)
                && to.map(time::isBefore).orElse(true);
    }

    /** Whether some moments of the span may lie in it and others not. */
    boolean cuts(Span span) {
        return holds(span.first()) != holds(span.last()) || (!holds(span.first()) && holdsAny(span));
    }

    private boolean holdsAny(Span span) {
        return from.map(first -> span.first().isBefore(first) && !span.last().isBefore(first))
                .orElse(false);
    }
}
