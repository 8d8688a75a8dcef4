package io.stopcause.notifier.decision;

import io.stopcause.model.Severity;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.time.TimeInterval;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The whole way from an incident to the decision about each receiver, on one screen. Pure. */
public final class Pipeline {

    private final Routing routing;
    private final List<Stage> stages;

    /**
     * What the stages go by.
     *
     * @param floor the least severity that opens a message
     * @param intervals times that routes name
     * @param flapping how often an incident may come back
     * @param latePause how long the beginning of something is held back that was heard of late
     */
    public record Settings(Severity floor, List<TimeInterval> intervals, Limit flapping, Duration latePause) {}

    /**
     * The stages in order.
     *
     * @param audience all receivers that are configured
     */
    public Pipeline(Route route, Audience audience, Settings settings) {
        routing = new Routing(route, audience);
        stages = List.of(
                new Escalation(), // has nobody acknowledged for long enough
                new Joined(), // not told by another incident that it is part of
                new Interrupted(), // what was under way when a process died goes on as it was
                new WhatIsNew(), // opened, updated, resolved, due again, or nothing that a person would want to know
                new SeverityFloor(settings.floor()), // grave enough to begin with
                new Inhibition(), // no symptom of something else that is open
                new Silenced(), // nobody has asked for silence
                new Hours(settings.intervals()), // the route tells at this time
                new FlapControl(settings.flapping()), // has not come back too often
                new Grouped(), // by itself, or with which others
                new Late(settings.latePause()), // not long ago, or it has had the time to end
                new StormCap(), // few enough to be told one by one
                new GroupTiming()); // the group has waited long enough
    }

    /** One decision for each receiver that the incident is routed to, or that still has it open. */
    public List<Decision> decide(Case about, Moment moment) {
        return routing.ways(about, moment.book()).stream()
                .map(way -> through(Decision.routed(way), about, moment))
                .toList();
    }

    /** The decision about one receiver; nothing where the incident does not concern it. */
    public Optional<Decision> decide(Case about, String receiver, Moment moment) {
        return routing.ways(about, moment.book()).stream()
                .filter(way -> way.receiver().equals(receiver))
                .findFirst()
                .map(way -> through(Decision.routed(way), about, moment));
    }

    private Decision through(Decision routed, Case about, Moment moment) {
        Decision decision = routed;
        for (Stage stage : stages) {
            if (decision.isStopped()) {
                return decision;
            }
            decision = stage.apply(decision, about, moment);
        }
        return decision;
    }
}
