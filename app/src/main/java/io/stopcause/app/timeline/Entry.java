package io.stopcause.app.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that happened to a task.
 *
 * @param source where it stood: the event's type, a log's stream, a rule
 * @param text as written, secrets redacted; not yet safe for a terminal
 * @param cause what a rule sees in it; absent where no rule matched
 */
public record Entry(Instant time, Kind kind, String source, String text, Optional<String> cause) {

    /** What kind of thing, in the order in which they stand within one instant. */
    public enum Kind {
        /** A moment that ECS has written down: created, pulled, started, stopped. */
        LIFECYCLE,
        /** A state as an event told it. */
        STATE,
        /** An event of the service, a deployment or an API call that names the task. */
        EVENT,
        LOG,
        /** Lines that are there and not shown. */
        LEFT_OUT,
        /** What a look into the account said. */
        ANSWER,
        VERDICT,
        INCIDENT,
        NOTIFICATION;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final Comparator<Entry> IN_ORDER = Comparator.comparing(Entry::time)
            .thenComparing(Entry::kind)
            .thenComparing(Entry::source)
            .thenComparing(Entry::text);
}
