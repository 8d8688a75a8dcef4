package io.stopcause.notifier.message;

import io.stopcause.model.Notification;
import io.stopcause.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a message says: short first, detail behind it. All texts went through {@link SafeText}.
 *
 * @param head the part that is read on a locked phone
 * @param proof why the cause is believed
 * @param action what to do
 * @param reach how far it goes, in one line
 * @param changes what is new since the last message, in words; empty when the first is sent
 * @param link page of the incident
 */
public record Message(
        Head head, Proof proof, Action action, String reach, List<String> changes, Optional<String> link) {

    public Message {
        changes = List.copyOf(changes);
    }

    /**
     * The part that is read on a locked phone.
     *
     * @param incident id of the incident
     * @param status such as {@code Critical}, {@code Resolved}
     * @param title one line, with the name of what failed
     * @param when since when, or how long it lasted, in UTC
     */
    public record Head(
            String incident, Notification.Kind kind, Severity severity, String status, String title, String when) {

        /** A coloured sign, for receivers that show Unicode. */
        public String icon() {
            if (kind == Notification.Kind.RESOLVED) {
                return "✅";
            }
            return switch (severity) {
                case CRITICAL -> "🔴";
                case WARNING -> "🟠";
                case INFO -> "🔵";
            };
        }
    }

    /**
     * Why the cause is believed.
     *
     * @param cause its id
     * @param certainty confidence, and whether the account bears it out
     * @param lines the two or three that decided
     * @param against what speaks against it, if anything
     */
    public record Proof(String cause, String certainty, List<String> lines, Optional<String> against) {

        public Proof {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What to do.
     *
     * @param what one sentence of what happened
     * @param first what to do now; empty where nothing can be advised
     * @param more how many steps follow it
     */
    public record Action(String what, Optional<Step> first, int more) {}

    /**
     * One thing to do.
     *
     * @param code to paste; empty where there is none
     */
    public record Step(String text, String code) {}
}
