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
 * @param reach how far it goes
 * @param changes what is new since the last message, in words; empty when the first is sent
 * @param links where to look
 */
public record Message(Head head, Proof proof, Action action, Reach reach, List<String> changes, Links links) {

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

    /**
     * How far it goes.
     *
     * @param revision the change that it began with; empty where none is known
     * @param place what it took and where, in one line
     */
    public record Reach(String revision, String place) {}

    /**
     * Where to look.
     *
     * @param page of the incident
     * @param console pages of the AWS console, the nearest to the failure first
     */
    public record Links(Optional<String> page, List<Link> console) {

        public static final Links NONE = new Links(Optional.empty(), List.of());

        public Links {
            console = List.copyOf(console);
        }
    }

    /**
     * One page.
     *
     * @param label one or two words
     * @param address an {@code https} address whose parts are encoded, so that it holds no space, quote or angle bracket
     */
    public record Link(String label, String address) {}
}
