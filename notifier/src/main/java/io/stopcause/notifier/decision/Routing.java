package io.stopcause.notifier.decision;

import io.stopcause.notifier.route.EscalationConfig;
import io.stopcause.notifier.route.Manner;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.route.TimeSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom an incident concerns: the receivers of its route, and those that would else never hear that it is over. What is
 * invented concerns the canaries alone, whatever the route says.
 */
record Routing(Route route, Audience audience) {

    private static final String ESCALATION = "escalation:";

    List<Way> ways(Case about, NotificationLog log) {
        if (about.isInvented()) {
            return audience.canaries().stream()
                    .sorted()
                    .map(canary -> new Way(canary, "invented to try the whole way", "", Manner.USUAL))
                    .toList();
        }
        if (about.onlyTo().isPresent()) {
            return about.onlyTo().filter(audience.people()::contains).stream()
                    .map(receiver -> new Way(receiver, "asked to be reminded", "", Manner.USUAL))
                    .toList();
        }
        Map<String, Way> found = new LinkedHashMap<>();
        Map<String, Route> taken = route.taken(about.labels());
        taken.forEach(
                (receiver, node) -> found.put(receiver, new Way(receiver, node.inWords(), node.path(), node.manner())));
        taken.forEach((receiver, node) -> node.manner()
                .escalations()
                .forEach(
                        escalation -> found.putIfAbsent(escalation.receiver(), escalated(receiver, node, escalation))));
        log.holders(about.id())
                .forEach(holder ->
                        found.putIfAbsent(holder, new Way(holder, "was told that it began", "", Manner.USUAL)));
        found.keySet().retainAll(audience.people());
        return List.copyOf(found.values());
    }

    private static Way escalated(String from, Route node, EscalationConfig escalation) {
        return new Way(
                escalation.receiver(),
                node.inWords() + ", " + TimeSpan.inWords(escalation.after()) + " after " + from
                        + " without an acknowledgement",
                ESCALATION + from,
                node.manner().escalating(escalation));
    }

    /** Whose silence lets a way be taken; empty for one that is taken at once. */
    static String escalatedFrom(Way way) {
        return way.path().startsWith(ESCALATION) ? way.path().substring(ESCALATION.length()) : "";
    }
}
