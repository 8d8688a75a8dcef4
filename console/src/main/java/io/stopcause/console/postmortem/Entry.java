package io.stopcause.console.postmortem;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened, told in words.
 *
 * @param anchor what a mark in the picture leads to
 * @param kind what it is
 * @param where name of the service or the like
 * @param bad whether it is a sign of trouble
 * @param link address of what it belongs to, in the same document
 */
public record Entry(
        String anchor, Instant time, Kind kind, String where, String text, boolean bad, Optional<String> link) {

    /** What an entry tells of; earlier kinds are kept first where not all fit. */
    public enum Kind {
        INCIDENT("Incident"),
        RESOLVED("Resolved"),
        DEPLOYMENT("Deployment"),
        INSTANCE("Instance"),
        API("API call"),
        ANSWER("Check"),
        NOTIFICATION("Notification"),
        ACKNOWLEDGEMENT("Person"),
        HEALTH("Health"),
        SERVICE("Service message"),
        LOG("Log line"),
        TASK("Task"),
        OTHER("Other");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Entry {
        text = Clip.line(text);
    }
}
