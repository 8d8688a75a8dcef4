package io.stopcause.notifier.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.decision.Decision.Verdict;
import io.stopcause.notifier.route.InhibitRuleConfig;
import io.stopcause.notifier.time.TimeIntervalConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each stage that holds back, lets wait or gathers. */
class StagesTest {

    private static final Incident OPEN = Incidents.STORY;
    private static final Incident RESOLVED = Incidents.withState(OPEN, Incident.State.RESOLVED);
    private static final Incident BACK = Incidents.withState(OPEN, Incident.State.REOPENED);

    private static Incident circuitBreaker() {
        return Incidents.withId(Incidents.withCause(OPEN, "deployment-circuit-breaker", Verified.UNCHECKED), "breaker");
    }

    @Test
    void aSymptomOfAKnownCauseIsNotToldWhileTheCauseIsOpen() {
        Situation situation = Situation.usual();
        situation.knows(Incidents.withTasks(OPEN, 3, "deployment-circuit-breaker"), circuitBreaker());

        Decision muted = situation.decide("breaker", "team");
        assertThat(muted.verdict()).isEqualTo(Verdict.MUTED);
        assertThat(muted.inWords()).contains("a symptom of arch-mismatch, incident " + OPEN.id());
        assertThat(situation.decide(OPEN.id(), "team").verdict()).isEqualTo(Verdict.SEND);

        situation.knows(Incidents.withState(
                Incidents.withTasks(OPEN, 3, "deployment-circuit-breaker"), Incident.State.RESOLVED));
        assertThat(situation.decide("breaker", "team").verdict()).isEqualTo(Verdict.SEND);
    }

    @Test
    void whatIsInventedReachesTheCanaryAloneHoweverOftenItComesBack() {
        Situation situation = Situation.usual();
        Incident invented = new Incident(
                "invented",
                new Incident.Headline("invented", Severity.CRITICAL, Scope.CANARY),
                OPEN.diagnosis(),
                OPEN.life(),
                OPEN.reach(),
                OPEN.remediation());
        for (int time = 0; time < 5; time++) {
            situation.knows(invented);
            Decision opened = situation.decide("invented", "canary");
            assertThat(situation.decideAll("invented")).containsExactly(opened);
            assertThat(opened.verdict()).isEqualTo(Verdict.SEND);
            situation.deliver("invented", opened);
            situation.knows(Incidents.withState(invented, Incident.State.RESOLVED));
            situation.deliver("invented", situation.decide("invented", "canary"));
        }
    }

    @Test
    void aSilenceRemindsWhoAskedForItBeforeItEndsAndIsSettledAfter() {
        Situation situation = Situation.usual().knows(OPEN).silencedReminding("severity!=none", Duration.ofHours(1));
        assertThat(situation.after(Duration.ofMinutes(44)).reminded()).isEmpty();
        assertThat(situation.after(Duration.ofMinutes(1)).reminded()).containsExactly("silence-s1");

        Decision reminder = situation.decide("silence-s1", "boss");
        assertThat(situation.decideAll("silence-s1")).containsExactly(reminder);
        assertThat(reminder.verdict()).isEqualTo(Verdict.SEND);
        Incident told = situation.book().find("silence-s1").orElseThrow().incident();
        assertThat(told.headline().title()).contains("severity!=none", "1 incident under it is still open");
        situation.deliver("silence-s1", reminder);
        assertThat(situation.reminded()).as("told once").isEmpty();

        assertThat(situation.after(Duration.ofMinutes(15)).reminded()).containsExactly("silence-s1");
        Decision end = situation.decide("silence-s1", "boss");
        assertThat(end.kind()).isEqualTo(Kind.RESOLVED);
        situation.deliver("silence-s1", end);
        situation.book().sweep(situation.now());
        assertThat(situation.reminded()).isEmpty();
        assertThat(situation.decide(OPEN.id(), "team").verdict()).isEqualTo(Verdict.SEND);
    }

    @Test
    void whatIsSettledIsForgottenAfterAWeekAndWhatIsOpenIsNot() {
        Situation situation = Situation.usual();
        Incident over = Incidents.withId(OPEN, "over");
        situation.tell(OPEN);
        situation.tell(over);
        situation.tell(Incidents.withState(over, Incident.State.RESOLVED));

        situation.after(Duration.ofDays(6)).book().sweep(situation.now());
        assertThat(situation.book().log().knows("over", "team")).isTrue();
        situation.after(Duration.ofDays(2)).book().sweep(situation.now());
        assertThat(situation.book().log().knows("over", "team")).isFalse();
        assertThat(situation.book().log().knows(OPEN.id(), "team")).isTrue();
    }

    @Test
    void nobodyIsRemindedOfASilenceThatHidesNothing() {
        Situation situation = Situation.usual()
                .knows(OPEN)
                .silencedReminding("service=other", Duration.ofHours(1))
                .after(Duration.ofMinutes(50));

        assertThat(situation.reminded()).isEmpty();
    }

    @Test
    void theOrderInWhichCauseAndSymptomCameDoesNotMatter() {
        Situation situation = Situation.usual();
        situation.knows(circuitBreaker(), Incidents.withTasks(OPEN, 3, "deployment-circuit-breaker"));

        assertThat(situation.decide("breaker", "team").verdict()).isEqualTo(Verdict.MUTED);
    }

    @Test
    void twoThatExplainEachOtherAreBothTold() {
        Situation situation = Situation.usual();
        situation.knows(
                Incidents.withTasks(OPEN, 3, "deployment-circuit-breaker"),
                Incidents.withTasks(circuitBreaker(), 3, "arch-mismatch"));

        assertThat(situation.decide("breaker", "team").verdict()).isEqualTo(Verdict.SEND);
        assertThat(situation.decide(OPEN.id(), "team").verdict()).isEqualTo(Verdict.SEND);
    }

    @ParameterizedTest
    @CsvSource({"cluster, MUTED", "family, MUTED", "incident, SEND"})
    void aRuleInhibitsWhatSharesItsLabels(String equal, Verdict verdict) {
        InhibitRuleConfig rule = Json.read(
                "{\"sourceMatchers\":\"severity=critical\",\"targetMatchers\":\"severity=warning\",\"equal\":\"" + equal
                        + "\"}",
                InhibitRuleConfig.class);
        Situation situation = Situation.of("{'receiver':'team'}", List.of(rule), List.of());
        situation.knows(OPEN, Incidents.withId(Incidents.withSeverity(OPEN, Severity.WARNING), "mild"));

        assertThat(situation.decide("mild", "team").verdict()).isEqualTo(verdict);
        assertThat(situation.decide(OPEN.id(), "team").verdict()).isEqualTo(Verdict.SEND);
    }

    @Test
    void aSilenceMutesUntilItEndsAndStillSettles() {
        Situation situation = Situation.usual();
        situation.tell(OPEN);
        situation.silenced("service=nginx", Duration.ofHours(1));

        Incident changed = Incidents.withTasks(OPEN, 3, "deployment-circuit-breaker");
        Decision muted = situation.decide(changed);
        assertThat(muted.verdict()).isEqualTo(Verdict.MUTED);
        assertThat(muted.inWords()).contains("by silence s1 of ann: planned");
        assertThat(muted.until()).contains(Situation.START.plus(Duration.ofHours(1)));
        assertThat(situation.decide(RESOLVED).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(situation.decide(RESOLVED).verdict()).isEqualTo(Verdict.SEND);

        assertThat(situation.after(Duration.ofHours(1)).decide(changed).verdict())
                .as("the silence is over")
                .isEqualTo(Verdict.SEND);
    }

    @ParameterizedTest
    @CsvSource({
        "muteTimeIntervals, 2026-03-07T12:00:00Z, MUTED",
        "muteTimeIntervals, 2026-03-06T12:00:00Z, SEND",
        "activeTimeIntervals, 2026-03-07T12:00:00Z, SEND",
        "activeTimeIntervals, 2026-03-06T12:00:00Z, MUTED",
    })
    void aRouteTellsAtItsTimes(String field, Instant at, Verdict verdict) {
        TimeIntervalConfig weekend = Json.read(
                "{\"name\":\"weekend\",\"timeIntervals\":[{\"weekdays\":\"saturday:sunday\"}]}",
                TimeIntervalConfig.class);
        Situation situation = Situation.of(
                "{'receiver':'boss','routes':[{'receiver':'team','" + field + "':['weekend']}]}",
                List.of(),
                List.of(weekend));
        situation.at(at);

        assertThat(situation.decide(OPEN).verdict()).isEqualTo(verdict);
    }

    @Test
    void whatComesBackTooOftenIsLeftAloneForAWhile() {
        Situation situation = Situation.usual();
        situation.tell(OPEN);
        for (int i = 0; i < 2; i++) {
            situation.after(Duration.ofMinutes(5)).tell(RESOLVED);
            assertThat(situation.after(Duration.ofMinutes(5)).tell(BACK).verdict())
                    .isEqualTo(Verdict.SEND);
        }
        situation.after(Duration.ofMinutes(5)).tell(RESOLVED);

        Decision muted = situation.after(Duration.ofMinutes(5)).decide(BACK);
        assertThat(muted.verdict()).isEqualTo(Verdict.MUTED);
        assertThat(muted.inWords()).contains("flapping: it came back 3 times within 1h");
        assertThat(situation.at(muted.until().orElseThrow()).decide(BACK).verdict())
                .isEqualTo(Verdict.SEND);
    }

    @Test
    void aGroupWaitsForOthersThenForItsInterval() {
        Situation situation = Situation.routed("{'receiver':'team','groupBy':['cluster']}");
        Incident other = Incidents.withId(OPEN, "other");

        Decision waits = situation.decide(OPEN);
        assertThat(waits.verdict()).isEqualTo(Verdict.WAIT);
        assertThat(waits.until()).contains(Situation.START.plusSeconds(30));
        assertThat(situation.decide(other).group()).isEqualTo(waits.group());

        situation.after(Duration.ofSeconds(30)).deliver(OPEN.id(), situation.decide(OPEN.id(), "team"));
        Decision next = situation.decide(other);
        assertThat(next.until()).contains(situation.now().plus(Duration.ofMinutes(5)));
        assertThat(situation
                        .after(Duration.ofMinutes(5))
                        .decide(other.id(), "team")
                        .verdict())
                .isEqualTo(Verdict.SEND);
    }

    @Test
    void aDigestComesAtTheEndOfItsPeriodAndTakesWhatIsMild() {
        Situation situation = Situation.routed("{'receiver':'team','digest':'1h'}");
        Decision waits = situation.decide(Incidents.withSeverity(OPEN, Severity.INFO));

        assertThat(waits.verdict()).isEqualTo(Verdict.WAIT);
        assertThat(waits.group().orElseThrow().id()).startsWith("digest-");
        assertThat(waits.until()).contains(Instant.parse("2026-03-03T19:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "49, 49, 0", "50, 50, 0", "51, 50, 1", "501, 50, 451", "10000, 50, 9950"})
    void moreThanAPersonCanReadGoesIntoOneMessage(int keys, int alone, int storm) {
        Situation situation = Situation.usual();
        List<Decision> decisions = IntStream.range(0, keys)
                .mapToObj(i -> {
                    Incident incident = Incidents.withId(OPEN, "i" + i);
                    Decision decision = situation.decide(incident);
                    if (decision.verdict() == Verdict.SEND) {
                        situation.deliver(incident.id(), decision);
                    }
                    return decision;
                })
                .toList();

        assertThat(decisions).filteredOn(each -> each.verdict() == Verdict.SEND).hasSize(alone);
        assertThat(decisions).filteredOn(each -> each.verdict() == Verdict.WAIT).hasSize(storm);
        assertThat(decisions.stream()
                        .filter(each -> each.verdict() == Verdict.WAIT)
                        .map(each -> each.group().orElseThrow().id())
                        .distinct())
                .hasSize(storm == 0 ? 0 : 1);
    }

    @Test
    void theNextOneIsToldWhenNobodyAcknowledges() {
        Situation situation = Situation.routed("{'receiver':'team','escalate':[{'after':'15m','receiver':'boss'}]}");
        situation.tell(OPEN);

        Decision early = situation.decide(OPEN.id(), "boss");
        assertThat(early.verdict()).isEqualTo(Verdict.SILENT);
        assertThat(early.until()).contains(Situation.START.plus(Duration.ofMinutes(15)));
        Decision due = situation.after(Duration.ofMinutes(15)).decide(OPEN.id(), "boss");
        assertThat(due.verdict()).isEqualTo(Verdict.SEND);
        assertThat(due.kind()).isEqualTo(Kind.OPENED);
        assertThat(due.inWords()).contains("15m after team without an acknowledgement");

        situation.acknowledged(OPEN.id());
        assertThat(situation.decide(OPEN.id(), "boss").verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatNobodyWasToldOfDoesNotEscalate() {
        Situation situation = Situation.routed("{'receiver':'team','escalate':[{'after':'15m','receiver':'boss'}]}");
        situation.silenced("service=nginx", Duration.ofDays(1));
        situation.knows(OPEN);

        assertThat(situation
                        .after(Duration.ofHours(2))
                        .decide(OPEN.id(), "boss")
                        .verdict())
                .isEqualTo(Verdict.SILENT);
    }
}
