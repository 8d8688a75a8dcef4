package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.notifier.route.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An incident that somebody may have to be told of.
 *
 * @param incident its newest version, acknowledged where somebody did
 * @param labels that matchers look at
 * @param since when it became known, or became known to be over
 * @param onlyTo the one receiver that it is meant for; empty where the route decides
 */
public record Case(Incident incident, Map<String, String> labels, Instant since, Optional<String> onlyTo) {

    public static Case of(Incident incident, Instant since) {
        return new Case(incident, Labels.of(incident), since, Optional.empty());
    }

    /** What is no incident and is told to one receiver, whatever the route says. */
    static Case reminder(Incident incident, Instant since, String receiver) {
        return new Case(incident, Labels.of(incident), since, Optional.of(receiver));
    }

    public String id() {
        return incident.id();
    }

    /** Whether it did not happen: a canary's, which tries the way that the real ones go. */
    boolean isInvented() {
        return incident.headline().scope().isCanary();
    }

    /** The same for who speaks of it by the name of a group that it was told with. */
    Case calledBy(String group) {
        Map<String, String> called = new TreeMap<>(labels);
        called.put(Labels.INCIDENT, group);
        return new Case(incident, called, since, onlyTo);
    }

    Case as(Incident changed) {
        return new Case(changed, labels, since, onlyTo);
    }
}
