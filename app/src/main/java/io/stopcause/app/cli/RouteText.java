package io.stopcause.app.cli;

import io.stopcause.notifier.route.Grouping;
import io.stopcause.notifier.route.Manner;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.route.TimeSpan;
import java.util.Map;

/** The way through the route tree as a person reads it on a terminal. */
final class RouteText {

    private RouteText() {}

    static String of(Route root, Map<String, String> labels) {
        StringBuilder text = new StringBuilder();
        for (Route.Step step : root.tried(labels)) {
            long depth = step.node().path().isEmpty()
                    ? 0
                    : 1 + step.node().path().chars().filter(c -> c == '.').count();
            text.append("  ".repeat((int) depth))
                    .append(step.matched() ? "+ " : "- ")
                    .append(step.words())
                    .append(step.matched() ? "" : ": not " + step.refusal())
                    .append('\n');
        }
        root.taken(labels).forEach((receiver, node) -> text.append("receiver ")
                .append(receiver)
                .append(": ")
                .append(manner(node.manner()))
                .append('\n'));
        return text.toString();
    }

    private static String manner(Manner manner) {
        StringBuilder words = new StringBuilder(grouping(manner));
        words.append(", again after ").append(TimeSpan.inWords(manner.repeat()));
        if (!manner.hours().mute().isEmpty()) {
            words.append(", not during ")
                    .append(String.join(", ", manner.hours().mute()));
        }
        if (!manner.hours().active().isEmpty()) {
            words.append(", only during ")
                    .append(String.join(", ", manner.hours().active()));
        }
        manner.escalations().forEach(each -> words.append(", then ")
                .append(each.receiver())
                .append(" without an acknowledgement after ")
                .append(TimeSpan.inWords(each.after())));
        return words.toString();
    }

    private static String grouping(Manner manner) {
        Grouping group = manner.group();
        return manner.digest()
                .map(every -> "in a digest every " + TimeSpan.inWords(every))
                .orElseGet(() -> group.by()
                        .map(labels -> "grouped by " + (labels.isEmpty() ? "nothing" : String.join(", ", labels))
                                + " after " + TimeSpan.inWords(group.pause()) + ", then every "
                                + TimeSpan.inWords(group.interval()))
                        .orElse("each incident at once"));
    }
}
