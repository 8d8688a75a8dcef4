package io.stopcause.app.notify;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Incidents without a failure behind them. */
final class MadeIncidents {

    private MadeIncidents() {}

    /** One that has just begun. */
    static Incident open(String id, Instant at) {
        return with(id, at, Incident.State.OPEN, List.of());
    }

    static Incident withSymptom(Incident of, String symptom) {
        return with(of.id(), of.life().openedAt(), Incident.State.OPEN, List.of(symptom));
    }

    static Incident resolved(Incident of) {
        return with(
                of.id(),
                of.life().openedAt(),
                Incident.State.RESOLVED,
                of.reach().symptoms().stream().map(Incident.Symptom::cause).toList());
    }

    private static Incident with(String id, Instant at, Incident.State state, List<String> symptoms) {
        boolean over = state == Incident.State.RESOLVED;
        return new Incident(
                id,
                new Incident.Headline(
                        "service " + id + " fails",
                        Severity.CRITICAL,
                        Scope.ofService("111122223333", "eu-central-1", "web", id)),
                new Incident.Diagnosis(
                        "arch-mismatch",
                        List.of(),
                        0.9,
                        Verified.CONFIRMED,
                        Evidence.NONE,
                        new Incident.RuleReference("arch-mismatch", "1")),
                new Incident.Life(
                        state,
                        at,
                        at,
                        at,
                        over ? Optional.of(at.plusMillis(1)) : Optional.empty(),
                        over ? Optional.of("steady again") : Optional.empty()),
                new Incident.Reach(
                        new Incident.Revision(Optional.empty(), Optional.empty()),
                        List.of(),
                        1,
                        symptoms.stream()
                                .map(cause -> new Incident.Symptom(cause, at, ""))
                                .toList(),
                        List.of()),
                Remediation.NONE);
    }
}
