package io.stopcause.console.timeline;

import io.stopcause.model.Scope;
import java.time.Instant;
import java.util.List;

/**
 * How many lines a log had, from one stretch of time to the next.
 *
 * @param scope whose log it is
 * @param log its name
 * @param slots by time; a stretch without a line has none
 */
public record LogRate(Scope scope, String log, List<Slot> slots) {

    public LogRate {
        slots = List.copyOf(slots);
    }

    /**
     * A stretch of time.
     *
     * @param lines all of them
     * @param errors those that call themselves errors
     */
    public record Slot(Instant from, Instant to, long lines, long errors) {}
}
