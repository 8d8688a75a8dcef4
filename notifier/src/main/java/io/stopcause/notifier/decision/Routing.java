package io.stopcause.notifier.decision;

import io.stopcause.notifier.route.EscalationConfig;
import io.stopcause.notifier.route.Manner;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.route.TimeSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom an incident concerns: the receivers of its route, those of the incidents that are told as part of it, and those
 * that would else never hear that it is over. What is invented concerns the canaries alone, whatever the route says.
 */
record Routing(Route route, Audience audience) {

    private static final String ESCALATION = "escalation:";

    List<Way> ways(Case about, Book book) {
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
        take(about, "", found);
        book.members(about)
                .forEach(member -> take(
                        member,
                        ", for its member "
                                + member.incident().headline().scope().name(),
                        found));
        book.log()
                .holders(about.id())
                .forEach(holder ->
                        found.putIfAbsent(holder, new Way(holder, "was told that it began", "", Manner.USUAL)));
        found.keySet().retainAll(audience.people());
        return List.copyOf(found.values());
    }

    private void take(Case about, String why, Map<String, Way> found) {
        Map<String, Route> taken = route.taken(about.labels());
        taken.forEach((receiver, node) ->
                found.putIfAbsent(receiver, new Way(receiver, node.inWords() + why, node.path(), node.manner())));
        taken.forEach((receiver, node) -> node.manner()
                .escalations()
                .forEach(
                        escalation -> found.putIfAbsent(escalation.receiver(), escalated(receiver, node, escalation))));
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
