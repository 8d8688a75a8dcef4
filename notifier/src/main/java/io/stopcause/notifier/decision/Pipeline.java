package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.model.Severity;
import io.stopcause.notifier.route.Route;
import java.util.List;
import java.util.Set;

/** The whole way from an incident to the decision about each receiver, on one screen. Pure. */
public final class Pipeline {

    private final Routing routing;
    private final List<Stage> stages;

    /**
     * The stages in order.
     *
     * @param receivers all that are configured
     * @param floor the least severity that opens a message
     */
    public Pipeline(Route route, Set<String> receivers, Severity floor) {
        routing = new Routing(route, receivers);
        stages = List.of(
                new News(), // opened, updated, resolved, or nothing that a person would want to know
                new SeverityFloor(floor)); // grave enough to begin with
    }

    /** One decision for each receiver that the incident is routed to, or that still has it open. */
    public List<Decision> decide(Incident incident, NotificationLog log) {
        return routing.receivers(incident, log).stream()
                .map(decision -> through(decision, incident, log))
                .toList();
    }

    private Decision through(Decision routed, Incident incident, NotificationLog log) {
        Decision decision = routed;
        for (Stage stage : stages) {
            if (decision.isStopped()) {
                return decision;
            }
            decision = stage.apply(decision, incident, log);
        }
        return decision;
    }
}
