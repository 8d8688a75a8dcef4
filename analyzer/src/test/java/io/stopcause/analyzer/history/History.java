package io.stopcause.analyzer.history;

import io.stopcause.model.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A made stretch of life.
 *
 * @param name what it tells, and its seed: enough to make it again
 * @param events in the order in which they arrive
 * @param end the latest time that any of them tells
 * @param expected what must be seen in it
 */
public record History(String name, List<Event> events, Instant end, Expected expected) {

    public History {
        events = List.copyOf(events);
    }

    /**
     * What must be seen.
     *
     * @param incident the cause of the one incident; empty where there must be none
     * @param finding a cause that must stand among the findings
     * @param resolved whether it is over in the end
     */
    public record Expected(Optional<String> incident, Optional<String> finding, boolean resolved) {

        static Expected nothing() {
            return new Expected(Optional.empty(), Optional.empty(), false);
        }

        static Expected incident(String cause, boolean resolved) {
            return new Expected(Optional.of(cause), Optional.empty(), resolved);
        }

        static Expected finding(String cause) {
            return new Expected(Optional.empty(), Optional.of(cause), false);
        }
    }
}
