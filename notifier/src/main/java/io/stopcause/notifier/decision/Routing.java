package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.notifier.route.Labels;
import io.stopcause.notifier.route.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whom an incident concerns: the receivers of its route, and those that would else never hear that it is over. */
record Routing(Route route, Set<String> configured) {

    Routing {
        configured = Set.copyOf(configured);
    }

    List<Decision> receivers(Incident incident, NotificationLog log) {
        Map<String, String> found = new LinkedHashMap<>(route.receivers(Labels.of(incident)));
        log.holders(incident.id()).forEach(holder -> found.putIfAbsent(holder, "was told that it began"));
        found.keySet().retainAll(configured);
        return found.entrySet().stream()
                .map(entry -> Decision.routed(entry.getKey(), entry.getValue()))
                .toList();
    }
}
