package io.stopcause.notifier.receiver;

import io.stopcause.model.Evidence;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import io.stopcause.notifier.message.MessageWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An invented incident that says so, to try receivers and templates with. */
public final class Specimen {

    private Specimen() {}

    /** A message about it, as if it were new. */
    public static Dispatch dispatch(Instant time) {
        return dispatch(incident(time, Incident.State.OPEN), Kind.OPENED, Optional.empty());
    }

    /** A message that it is over, to whom {@link #dispatch} was delivered. */
    public static Dispatch end(Instant time, Optional<String> reference) {
        return dispatch(incident(time, Incident.State.RESOLVED), Kind.RESOLVED, reference);
    }

    private static Dispatch dispatch(Incident incident, Kind kind, Optional<String> reference) {
        return Dispatch.of(
                incident,
                MessageWriter.write(incident, kind, List.of(), Optional.empty()),
                Ids.of(incident.id(), kind.wire()),
                reference);
    }

    private static Incident incident(Instant time, Incident.State state) {
        boolean over = state == Incident.State.RESOLVED;
        return new Incident(
                Ids.of("specimen", time.toString()),
                new Incident.Headline(
                        "This is a test: nothing has failed",
                        Severity.INFO,
                        Scope.ofService("111122223333", "eu-central-1", "stopcause-test", "invented")),
                new Incident.Diagnosis(
                        "unknown",
                        List.of(),
                        1,
                        Verified.UNCHECKED,
                        new Evidence(
                                List.of(new Evidence.Item(
                                        Optional.of(time), "test", "", "the lines that decide stand here")),
                                List.of(),
                                List.of()),
                        new Incident.RuleReference("test", "0")),
                new Incident.Life(
                        state,
                        time,
                        time,
                        time,
                        over ? Optional.of(time) : Optional.empty(),
                        over ? Optional.of("the test is over") : Optional.empty()),
                new Incident.Reach(
                        new Incident.Revision(Optional.of("invented:2"), Optional.of("invented:1")),
                        List.of(),
                        0,
                        List.of(),
                        List.of()),
                new Remediation(
                        "Somebody tries whether messages of stopcause arrive here.",
                        "",
                        List.of(new Remediation.Step("Nothing. What to do, as a command, stands here.", "", "")),
                        "",
                        ""));
    }
}
