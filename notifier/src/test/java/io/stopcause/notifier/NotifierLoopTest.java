package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Severity;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NotifierLoopTest {

    private static final Retries FAST = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Incident OPEN = Incidents.STORY;
    private static final Incident RESOLVED = Incidents.withState(OPEN, Incident.State.RESOLVED);

    private final MemoryKafka kafka = new MemoryKafka();

    /** A notifier that finds these incidents and this log in Kafka when it starts. */
    private NotifierLoop start(NotifierConfig config, List<Notification> log, Incident... found) {
        kafka.holding(Topics.NOTIFICATIONS, log).holding(Topics.INCIDENTS, List.of(found));
        NotifierLoop loop = new NotifierLoop(config, kafka.access(), TestSurroundings.QUIET, FAST);
        loop.start();
        return loop;
    }

    private static NotifierConfig config(String route, String... receivers) {
        return Json.read(
                        ("{'route':" + route + ",'receivers':[" + String.join(",", receivers) + "]}")
                                .replace('\'', '"'),
                        NotifierConfig.class)
                .ofAnotherTime();
    }

    private static String hook(String name, HttpPeer server) {
        return "{'name':'" + name + "','webhook':{'url':'" + server.address() + "/','secret':'k'}}";
    }

    private static HttpPeer accepting() {
        return new HttpPeer(request -> HttpPeer.Answer.of(200, ""));
    }

    /** What became of each attempt, without what was about to be sent. */
    private List<Notification> written() {
        return kafka.log().stream()
                .filter(entry -> entry.attempt().outcome() != Outcome.SENDING)
                .toList();
    }

    private void awaitWritten(int entries) throws InterruptedException {
        while (written().size() + kafka.values(Topics.DEAD_LETTERS).size() < entries) {
            Thread.sleep(1);
        }
    }

    private static List<String> kinds(HttpPeer server) {
        return server.requests().stream()
                .map(request ->
                        Json.read(request.body(), JsonNode.class).path("kind").asText())
                .toList();
    }

    @Test
    void anIncidentIsToldFromItsBeginningToItsEnd() throws InterruptedException {
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(config("{'receiver':'hook'}", hook("hook", server)), List.of(), OPEN)) {
            awaitWritten(1);
            kafka.arrives(Incidents.withTasks(OPEN, 9));
            kafka.arrives(RESOLVED);
            awaitWritten(2);

            assertThat(kinds(server)).containsExactly("opened", "resolved");
            assertThat(written())
                    .extracting(Notification::kind, entry -> entry.attempt().outcome())
                    .containsExactly(tuple(Kind.OPENED, Outcome.DELIVERED), tuple(Kind.RESOLVED, Outcome.DELIVERED));
            assertThat(written().get(0).attempt().reason())
                    .isEqualTo("default route; new; severity critical: HTTP 200");
            assertThat(loop.failure()).isEmpty();
            assertThat(loop.counts().attempts(Outcome.DELIVERED)).isEqualTo(2);
            assertThat(loop.counts().waits("hook").count()).isEqualTo(1);
            assertThat(loop.counts().waits("hook").latest())
                    .isEqualTo(Duration.between(
                            OPEN.life().openedAt(), written().get(0).attempt().time()));
        }
    }

    @Test
    void whatTurnsOutToBePartOfAnotherIsSettledWithIt() throws InterruptedException {
        Incident first = Incidents.of("api");
        Incident second = Incidents.of("web");
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(config("{'receiver':'hook'}", hook("hook", server)), List.of(), second)) {
            awaitWritten(1);
            kafka.arrives(Incidents.partOf(first, second));
            kafka.arrives(Incidents.leading(first, second));
            awaitWritten(3);
            kafka.arrives(Incidents.withState(Incidents.leading(first, second), Incident.State.RESOLVED));
            kafka.arrives(Incidents.withState(Incidents.partOf(first, second), Incident.State.RESOLVED));
            awaitWritten(4);

            assertThat(written())
                    .extracting(Notification::incident, Notification::kind)
                    .containsExactlyInAnyOrder(
                            tuple("web", Kind.OPENED),
                            tuple("web", Kind.RESOLVED),
                            tuple("api", Kind.OPENED),
                            tuple("api", Kind.RESOLVED));
            assertThat(loop.failure()).isEmpty();
        }
    }

    @Test
    void aRestartSendsNothingTwiceAndOnlyWhatIsStillTrue() throws InterruptedException {
        Notification before = new Notification(
                OPEN.id(),
                "hook",
                Kind.OPENED,
                new Notification.Attempt(Outcome.DELIVERED, "", Incidents.START, Optional.empty(), Optional.of("k")),
                Notification.Told.of(OPEN),
                Optional.empty());
        Incident missed = Incidents.withId(OPEN, "missed");
        Incident overByNow = Incidents.withId(OPEN, "over");
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(
                        config("{'receiver':'hook'}", hook("hook", server)),
                        List.of(before),
                        OPEN,
                        overByNow,
                        missed,
                        Incidents.withState(overByNow, Incident.State.RESOLVED))) {
            awaitWritten(1);
            assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();

            assertThat(written()).extracting(Notification::incident).containsExactly("missed");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aReceiverThatIsDownDelaysOnlyItselfAndIsToldWhatIsTrueWhenItIsBack() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(5);
        try (HttpPeer flaky =
                        new HttpPeer(request -> HttpPeer.Answer.of(failures.getAndDecrement() > 0 ? 503 : 200, ""));
                HttpPeer server = accepting();
                NotifierLoop loop = start(
                        config(
                                "{'receiver':'hook','routes':[{'matchers':'severity=critical','receiver':'flaky','continue':true},"
                                        + "{'matchers':'severity=critical','receiver':'hook'}]}",
                                hook("flaky", flaky),
                                hook("hook", server)),
                        List.of(),
                        OPEN)) {
            awaitWritten(7);
            assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();

            assertThat(server.requests()).hasSize(1);
            assertThat(written().stream()
                            .filter(entry -> entry.receiver().equals("flaky"))
                            .map(entry -> entry.attempt().outcome()))
                    .containsExactly(
                            Outcome.RETRY,
                            Outcome.RETRY,
                            Outcome.RETRY,
                            Outcome.RETRY,
                            Outcome.RETRY,
                            Outcome.DELIVERED);
            assertThat(flaky.requests().stream()
                            .map(request -> request.headers().get("Idempotency-Key")))
                    .hasSize(6)
                    .containsOnly(flaky.requests().get(0).headers().get("Idempotency-Key"));
        }
    }

    @Test
    void whatIsHeldBackIsWrittenDownOnceWithTheReason() throws InterruptedException {
        Incident mild = Incidents.withSeverity(OPEN, Severity.INFO);
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(config("{'receiver':'hook'}", hook("hook", server)), List.of(), mild)) {
            awaitWritten(1);
            kafka.arrives(Incidents.withTasks(mild, 9));
            kafka.arrives(Incidents.withId(OPEN, "next"));
            awaitWritten(2);

            assertThat(written())
                    .extracting(entry -> entry.attempt().outcome())
                    .containsExactly(Outcome.MUTED, Outcome.DELIVERED);
            assertThat(written().get(0).attempt().reason()).contains("below the floor");
            assertThat(loop.counts().incidents()).isEqualTo(3);
        }
    }

    @Test
    void whatCannotBeReadBecomesADeadLetterAndTheNextIsTold() throws InterruptedException {
        kafka.holding(Topics.INCIDENTS, "{\"id\":1,\"nonsense\":true}".getBytes(StandardCharsets.UTF_8));
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(config("{'receiver':'hook'}", hook("hook", server)), List.of(), OPEN)) {
            awaitWritten(2);

            DeadLetter letter = kafka.values(Topics.DEAD_LETTERS).get(0);
            assertThat(letter.place()).isEqualTo("stopcause.incidents.v1-0@0");
            assertThat(letter.reason()).contains("line 1, column");
            assertThat(server.requests()).hasSize(1);
            assertThat(loop.counts().deadLetters()).isEqualTo(1);
        }
    }

    @Test
    void noReceiverEverHoldsASecret() throws InterruptedException {
        Incident leaking = Incidents.withCause(
                OPEN, "DB_PASSWORD=hunter2hunter2", OPEN.diagnosis().verified());
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(config("{'receiver':'hook'}", hook("hook", server)), List.of(), leaking)) {
            awaitWritten(1);

            assertThat(server.requests().get(0).body()).doesNotContain("hunter2");
            assertThat(loop.failure()).isEmpty();
        }
    }

    @Test
    void mailAddressesAreKeptFromReceiversWhereTheConfigurationAsks() throws InterruptedException {
        Incident naming = Incidents.withCause(
                OPEN, "no user jane@example.org", OPEN.diagnosis().verified());
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(
                        config("{'receiver':'hook'},'redactAddresses':true", hook("hook", server)),
                        List.of(),
                        naming)) {
            awaitWritten(1);

            assertThat(server.requests().get(0).body()).doesNotContain("jane@").contains("[address]");
            assertThat(loop.failure()).isEmpty();
        }
    }

    @Test
    void aWrongConfigurationDoesNotStart() {
        assertThatThrownBy(() -> start(config("{'receiver':'nobody'}", "{'name':'a','console':{}}"), List.of()))
                .isInstanceOf(NotifierConfigException.class)
                .hasMessageContaining("route.receiver: unknown receiver 'nobody'");
    }
}
