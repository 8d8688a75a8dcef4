package io.stopcause.notifier.message;

import io.stopcause.model.Notification;
import java.util.ArrayList;
import java.util.List;

/** A message as plain text: what a terminal shows and what stands beside the HTML of a mail. */
public final class MessageText {

    private static final String INDENT = "    ";

    private MessageText() {}

    /** The line that stands for the whole message where there is room for one. */
    public static String title(Message message) {
        return message.head().status() + ": " + message.head().title();
    }

    /** Everything under the title; lines of code and log are indented by four spaces. */
    public static List<String> body(Message message) {
        List<String> lines = new ArrayList<>();
        lines.add(capital(message.head().when()));
        message.changes().forEach(change -> lines.add("New: " + change));
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            proof(message.proof(), lines);
            action(message.action(), lines);
        }
        lines.add("");
        if (!message.reach().revision().isEmpty()) {
            lines.add("Changed: " + message.reach().revision());
        }
        lines.add(capital(message.reach().place()));
        message.links().page().ifPresent(lines::add);
        message.links().console().forEach(link -> lines.add(link.label() + ": " + link.address()));
        return lines;
    }

    private static void proof(Message.Proof proof, List<String> lines) {
        lines.add("");
        lines.add("Cause: " + proof.cause() + " (" + proof.certainty() + ")");
        proof.lines().forEach(line -> lines.add(INDENT + line));
        proof.against().ifPresent(line -> {
            lines.add("Against it:");
            lines.add(INDENT + line);
        });
    }

    private static void action(Message.Action action, List<String> lines) {
        if (!action.what().isEmpty()) {
            lines.add("");
            lines.add(action.what());
        }
        action.first().ifPresent(step -> {
            lines.add("");
            lines.add("Do first: " + step.text() + more(action));
            step.code().lines().forEach(line -> lines.add(INDENT + line));
        });
    }

    /** How many steps follow the first, in words; empty where there are none. */
    public static String more(Message.Action action) {
        return switch (action.more()) {
            case 0 -> "";
            case 1 -> " (1 more step)";
            default -> " (" + action.more() + " more steps)";
        };
    }

    /** A sentence begins with a capital. */
    public static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
