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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final Incident OPEN = Incidents.STORY;
    private static final Incident RESOLVED = Incidents.withState(OPEN, Incident.State.RESOLVED);
    private static final Incident BACK = Incidents.withState(OPEN, Incident.State.REOPENED);
    private static final Incident MILD = Incidents.withSeverity(OPEN, Severity.INFO);

    private final Situation situation = Situation.usual();

    @Test
    void anIncidentIsOpenedOnceAndResolvedOnce() {
        assertThat(situation.tell(OPEN).kind()).isEqualTo(Kind.OPENED);
        assertThat(situation.tell(OPEN).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(situation.tell(RESOLVED).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(situation.tell(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatWasNeverReportedIsNotReportedAsResolved() {
        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(situation.decide(RESOLVED).inWords()).contains("was never reported");
    }

    @Test
    void oneMoreTaskIsNoNews() {
        situation.tell(OPEN);

        assertThat(situation.decide(Incidents.withTasks(OPEN, 400)).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatAPersonWouldWantToKnowIsAnUpdate() {
        Incident before = Incidents.withCause(Incidents.withTasks(OPEN, 3, "a"), "unknown", Verified.UNCHECKED);
        situation.tell(before);

        assertThat(changes(Incidents.withCause(before, "arch-mismatch", Verified.CONFIRMED)))
                .containsExactly("the cause is now arch-mismatch, not unknown", "the cause is now confirmed");
        assertThat(changes(Incidents.withSeverity(before, Severity.WARNING)))
                .containsExactly("the severity went from critical to warning");
        assertThat(changes(Incidents.withTasks(before, 9, "a", "deployment-circuit-breaker")))
                .containsExactly("new symptom: deployment-circuit-breaker");
        assertThat(situation.decide(Incidents.withTasks(before, 9)).verdict()).isEqualTo(Verdict.SILENT);
    }

    private List<String> changes(Incident incident) {
        return situation.decide(incident).news().changes();
    }

    @Test
    void whatComesBackIsOpenedAgain() {
        situation.tell(OPEN);
        situation.tell(RESOLVED);
        Decision back = situation.tell(BACK);

        assertThat(back.kind()).isEqualTo(Kind.OPENED);
        assertThat(back.news().changes()).containsExactly("it is back after it was resolved");
    }

    @Test
    void theFloorMutesABeginningAndWhatBecameMildIsStillSettled() {
        Decision muted = situation.decide(MILD);
        assertThat(muted.verdict()).isEqualTo(Verdict.MUTED);
        assertThat(muted.inWords()).isEqualTo("default route; new; severity info is below the floor warning");

        situation.tell(OPEN);
        assertThat(situation.tell(MILD).kind()).isEqualTo(Kind.UPDATED);
        assertThat(situation
                        .tell(Incidents.withState(MILD, Incident.State.RESOLVED))
                        .kind())
                .isEqualTo(Kind.RESOLVED);
    }

    @Test
    void whoWasToldHearsTheEndEvenIfTheRouteLeadsElsewhereByThen() {
        Situation routed = Situation.routed(
                "{'receiver':'team','routes':[{'receiver':'pager','matchers':['severity=critical']}]}");
        routed.knows(OPEN);
        routed.deliver(OPEN.id(), routed.decide(OPEN.id(), "pager"));

        routed.knows(Incidents.withState(MILD, Incident.State.RESOLVED));
        assertThat(routed.decideAll(OPEN.id()))
                .filteredOn(decision -> decision.verdict() == Verdict.SEND)
                .extracting(Decision::receiver, Decision::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("pager", Kind.RESOLVED));
    }

    @Test
    void whatWasRejectedIsNotTriedAgainUntilItChangesOrTheNotifierStartsAgain() {
        Decision first = situation.decide(OPEN);
        Plan plan = plan(OPEN, first);
        situation.log(plan, Outcome.REJECTED);

        assertThat(situation.decide(OPEN).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(situation.decide(Incidents.withTasks(OPEN, 3, "a")).kind()).isEqualTo(Kind.OPENED);

        Situation restarted = Situation.usual();
        Notification entry = plan.entries(new Notification.Attempt(
                        Outcome.REJECTED, "no", Situation.START, Optional.empty(), Optional.of(plan.key())))
                .get(0);
        restarted.book().log().replay(entry, 0);
        assertThat(restarted.decide(OPEN).kind()).isEqualTo(Kind.OPENED);
    }

    private Plan plan(Incident incident, Decision decision) {
        return Plan.of(
                decision.group().orElseThrow(),
                List.of(new Plan.Part(situation.book().find(incident.id()).orElseThrow(), decision)),
                situation.book().log());
    }

    @Test
    void whatWasUnderWayWhenAProcessDiedGoesOnUnderTheSameKey() {
        Plan interrupted = plan(OPEN, situation.decide(OPEN));
        situation.log(interrupted, Outcome.SENDING);

        Incident later = Incidents.withTasks(OPEN, 9, "deployment-circuit-breaker");
        Decision again = situation.decide(later);
        assertThat(again.kind()).isEqualTo(Kind.OPENED);
        assertThat(again.news().again()).contains(interrupted.key());
        assertThat(again.inWords()).contains("may have been delivered already");
        situation.deliver(OPEN.id(), again);
        assertThat(situation.decide(later).news().changes())
                .as("what came meanwhile is told after it")
                .containsExactly("new symptom: deployment-circuit-breaker");
    }

    @Test
    void whatIsOverByThenIsSettledSinceTheReceiverMayBelieveThatItLasts() {
        situation.log(plan(OPEN, situation.decide(OPEN)), Outcome.SENDING);

        assertThat(situation.decide(RESOLVED).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(situation.tell(RESOLVED).verdict()).isEqualTo(Verdict.SEND);
        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whoMayHaveAMessageThatNobodyKnowsOfIsLookedUpUntilOneArrives() {
        Plan opened = plan(OPEN, situation.decide(OPEN));
        situation.log(opened, Outcome.SENDING);
        situation.log(opened, Outcome.SENDING);
        situation.log(opened, Outcome.RETRY);
        assertThat(plan(RESOLVED, situation.decide(RESOLVED)).unsure())
                .as("the first attempt may have arrived, whatever became of the second")
                .isTrue();

        situation.log(plan(RESOLVED, situation.decide(RESOLVED)), Outcome.SENDING);
        assertThat(plan(RESOLVED, situation.decide(RESOLVED)).unsure())
                .as("the end was cut off as well")
                .isTrue();

        situation.tell(RESOLVED);
        Incident back = Incidents.withState(RESOLVED, Incident.State.REOPENED);
        assertThat(plan(back, situation.decide(back)).unsure()).isFalse();
    }

    @Test
    void whatWasSilencedAfterItMayHaveArrivedIsSettledAllTheSame() {
        Plan opened = plan(OPEN, situation.decide(OPEN));
        situation.log(opened, Outcome.SENDING);
        situation.silenced("cluster=web", Duration.ofHours(1));
        assertThat(situation.decide(OPEN).verdict()).isEqualTo(Verdict.MUTED);
        situation.log(opened, Outcome.MUTED);

        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SEND);
    }

    @Test
    void whatWasNotAnsweredAndIsOverIsSettled() {
        Plan opened = plan(OPEN, situation.decide(OPEN));
        situation.log(opened, Outcome.SENDING);
        situation.log(opened, Outcome.UNANSWERED);

        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SEND);
        assertThat(plan(RESOLVED, situation.decide(RESOLVED)).unsure()).isTrue();
    }

    @Test
    void whatFailedAndIsOverIsNotSent() {
        situation.log(plan(OPEN, situation.decide(OPEN)), Outcome.RETRY);

        Decision over = situation.decide(RESOLVED);
        assertThat(over.verdict()).isEqualTo(Verdict.MUTED);
        assertThat(over.inWords()).contains("over before it could be told");
    }

    @Test
    void anOpenIncidentIsToldAgainAfterTheRepeatIntervalUnlessSomebodyLooksAfterIt() {
        situation.tell(OPEN);

        assertThat(situation
                        .after(Duration.ofHours(4).minusSeconds(1))
                        .decide(OPEN)
                        .verdict())
                .isEqualTo(Verdict.SILENT);
        Decision due = situation.after(Duration.ofSeconds(1)).tell(OPEN);
        assertThat(due.kind()).isEqualTo(Kind.UPDATED);
        assertThat(due.inWords()).contains("still open");

        situation.acknowledged(OPEN.id());
        assertThat(situation.decide(OPEN).news().changes()).containsExactly("bob acknowledged it");
        situation.tell(OPEN);
        assertThat(situation.after(Duration.ofDays(2)).decide(OPEN).inWords()).contains("bob looks after it");
    }

    @Test
    void anAcknowledgementEndsWithTheIncident() {
        situation.tell(OPEN);
        situation.acknowledged(OPEN.id());
        situation.after(Duration.ofMinutes(1)).tell(RESOLVED);
        situation.after(Duration.ofMinutes(1)).tell(BACK);

        assertThat(situation.after(Duration.ofHours(5)).decide(BACK).inWords()).contains("still open");
    }

    @Test
    void whatIsHeardOfLateIsToldOnlyIfItLasts() {
        Situation situation = Situation.pausing(Duration.ofSeconds(10));
        situation.at(Incidents.START.plusSeconds(4000));
        Decision first = situation.decide(OPEN);
        assertThat(first.verdict()).isEqualTo(Verdict.WAIT);
        assertThat(first.inWords()).contains("heard of late");
        assertThat(situation
                        .after(Duration.ofSeconds(9))
                        .decide(OPEN.id(), "team")
                        .verdict())
                .isEqualTo(Verdict.WAIT);
        assertThat(situation
                        .after(Duration.ofSeconds(1))
                        .decide(OPEN.id(), "team")
                        .verdict())
                .isEqualTo(Verdict.SEND);

        Decision over = situation.decide(RESOLVED);
        assertThat(over.group().orElseThrow().id()).startsWith("downtime-");
        assertThat(situation.after(Duration.ofSeconds(3)).tell(RESOLVED).inWords())
                .contains("was over when it was heard of");
        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
    }

    /** Its entry in the log is forgotten some time after it was told. */
    @Test
    void whatWasHeardOfLateIsNotToldDaysAfterIt() {
        situation.at(Incidents.START.plusSeconds(4000)).knows(RESOLVED);

        assertThat(situation
                        .after(Duration.ofHours(24))
                        .decide(RESOLVED.id(), "team")
                        .verdict())
                .isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatWasHeardOfInTimeAndNeverToldIsNotToldWhenItIsOver() {
        situation.at(RESOLVED.life().resolvedAt().orElseThrow().plusSeconds(299));

        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void aDowntimeIsToldInOneMessageAndWhatWasMildIsNot() {
        situation.at(Incidents.START.plusSeconds(4000));
        situation.book().wasDown(Incidents.START, situation.now());

        Decision missed = situation.decide(RESOLVED);
        assertThat(missed.group().orElseThrow().id()).startsWith("downtime-");
        assertThat(missed.verdict()).isEqualTo(Verdict.WAIT);
        assertThat(situation.after(Duration.ofSeconds(3)).tell(RESOLVED).verdict())
                .isEqualTo(Verdict.SEND);
        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SILENT);
        Incident late = Incidents.withId(RESOLVED, "late");
        assertThat(situation.decide(late).verdict())
                .as("the analyzer catches up as well, and each of its incidents is not worth a message")
                .isEqualTo(Verdict.WAIT);
        assertThat(situation.after(Duration.ofMinutes(1)).decide(late).verdict())
                .isEqualTo(Verdict.SEND);
        assertThat(situation
                        .decide(Incidents.withId(Incidents.withState(MILD, Incident.State.RESOLVED), "mild"))
                        .verdict())
                .isEqualTo(Verdict.MUTED);
    }
}
