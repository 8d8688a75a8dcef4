package io.stopcause.notifier.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.decision.Decision.Verdict;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.route.RouteConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final Incident OPEN = Incidents.STORY;
    private static final Incident RESOLVED = Incidents.withState(OPEN, Incident.State.RESOLVED);
    private static final Incident MILD = Incidents.withSeverity(OPEN, Severity.INFO);

    private final NotificationLog log = new NotificationLog();
    private final Pipeline pipeline = new Pipeline(Route.of(RouteConfig.to("team")), Set.of("team"), Severity.WARNING);

    private Decision decide(Incident incident) {
        return pipeline.decide(incident, log).get(0);
    }

    /** Decides and takes it that the message arrived. */
    private Decision tell(Incident incident) {
        Decision decision = decide(incident);
        if (decision.verdict() == Verdict.SEND) {
            log.add(entry(incident, "team", decision.kind().orElseThrow(), Outcome.DELIVERED, 0));
        }
        return decision;
    }

    private static Notification entry(
            Incident incident, String receiver, Kind kind, Outcome outcome, long afterSeconds) {
        return new Notification(
                incident.id(),
                receiver,
                kind,
                new Notification.Attempt(
                        outcome, "", Incidents.START.plusSeconds(afterSeconds), Optional.of("ref-" + afterSeconds)),
                Notification.Told.of(incident));
    }

    @Test
    void anIncidentIsOpenedOnceAndResolvedOnce() {
        assertThat(tell(OPEN).kind()).contains(Kind.OPENED);
        assertThat(tell(OPEN).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(tell(RESOLVED).kind()).contains(Kind.RESOLVED);
        assertThat(tell(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatWasNeverReportedIsNotReportedAsResolved() {
        assertThat(decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(decide(RESOLVED).reasons()).contains("was never reported");
    }

    @Test
    void oneMoreTaskIsNoNews() {
        tell(OPEN);

        assertThat(decide(Incidents.withTasks(OPEN, 400)).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatAPersonWouldWantToKnowIsAnUpdate() {
        Incident before = Incidents.withCause(Incidents.withTasks(OPEN, 3, "a"), "unknown", Verified.UNCHECKED);
        tell(before);

        assertThat(decide(Incidents.withCause(before, "arch-mismatch", Verified.CONFIRMED))
                        .changes())
                .containsExactly("the cause is now arch-mismatch, not unknown", "the cause is now confirmed");
        assertThat(decide(Incidents.withSeverity(before, Severity.WARNING)).changes())
                .containsExactly("the severity went from critical to warning");
        assertThat(decide(Incidents.withTasks(before, 9, "a", "deployment-circuit-breaker"))
                        .changes())
                .containsExactly("new symptom: deployment-circuit-breaker");
        assertThat(decide(Incidents.withTasks(before, 9)).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(decide(Incidents.withState(before, Incident.State.ACKNOWLEDGED))
                        .kind())
                .contains(Kind.UPDATED);
    }

    @Test
    void whatComesBackIsOpenedAgain() {
        tell(OPEN);
        tell(RESOLVED);
        Decision back = tell(Incidents.withState(OPEN, Incident.State.REOPENED));

        assertThat(back.kind()).contains(Kind.OPENED);
        assertThat(back.changes()).containsExactly("it is back after it was resolved");
    }

    @Test
    void theFloorMutesABeginningAndSaysSoOnce() {
        Decision muted = decide(MILD);
        assertThat(muted.verdict()).isEqualTo(Verdict.MUTED);
        assertThat(muted.reasons()).containsExactly("default route", "new", "severity info is below the floor warning");

        log.add(entry(MILD, "team", Kind.OPENED, Outcome.MUTED, 0));
        assertThat(decide(MILD).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(decide(OPEN).kind()).contains(Kind.OPENED);
    }

    @Test
    void whatBecameMildIsStillSettled() {
        tell(OPEN);

        assertThat(tell(MILD).kind()).contains(Kind.UPDATED);
        assertThat(tell(Incidents.withState(MILD, Incident.State.RESOLVED)).kind())
                .contains(Kind.RESOLVED);
    }

    @Test
    void whoWasToldHearsTheEndEvenIfTheRouteLeadsElsewhereByThen() {
        RouteConfig pager = new RouteConfig(Optional.of("pager"), List.of("severity=critical"), false, List.of());
        Pipeline routed = new Pipeline(
                Route.of(new RouteConfig(Optional.of("team"), List.of(), false, List.of(pager))),
                Set.of("team", "pager"),
                Severity.INFO);
        log.add(entry(OPEN, "pager", Kind.OPENED, Outcome.DELIVERED, 0));

        assertThat(routed.decide(MILD, log).stream().map(Decision::receiver)).containsExactly("team", "pager");
        assertThat(routed.decide(Incidents.withState(MILD, Incident.State.RESOLVED), log).stream()
                        .filter(decision -> decision.verdict() == Verdict.SEND)
                        .map(Decision::receiver))
                .containsExactly("pager");
    }

    @Test
    void whatWasRejectedIsNotTriedAgainUntilItChangesOrTheNotifierStartsAgain() {
        Notification rejected = entry(OPEN, "team", Kind.OPENED, Outcome.REJECTED, 0);
        log.add(rejected);
        assertThat(decide(OPEN).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(decide(Incidents.withTasks(OPEN, 3, "a")).kind()).contains(Kind.OPENED);

        NotificationLog restarted = new NotificationLog();
        restarted.replay(rejected);
        assertThat(pipeline.decide(OPEN, restarted).get(0).kind()).contains(Kind.OPENED);
    }

    @Test
    void anOldEntryThatComesBackChangesNothing() {
        log.add(entry(OPEN, "team", Kind.OPENED, Outcome.DELIVERED, 0));
        log.add(entry(RESOLVED, "team", Kind.RESOLVED, Outcome.DELIVERED, 9));
        log.replay(entry(OPEN, "team", Kind.OPENED, Outcome.DELIVERED, 0));

        assertThat(decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(log.entry(OPEN.id(), "team").reference()).contains("ref-9");
    }
}
