package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Silence;
import io.stopcause.model.Verified;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Surroundings;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start finds, and what comes all at once. */
@Timeout(30)
class StartAndStormTest {

    private static final Retries FAST = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Incident OPEN = Incidents.STORY;

    /** Groups wait by the real clock. */
    private static final Surroundings LIVE =
            new Surroundings(TestSurroundings.QUIET.out(), Clock.systemUTC(), TestSurroundings.QUIET.secrets());

    private final MemoryKafka kafka = new MemoryKafka();

    private NotifierLoop start(HttpPeer server, String route, String quiet) {
        NotifierConfig config = Json.read(
                ("{'route':" + route + ",'receivers':[{'name':'hook','webhook':{'url':'" + server.address()
                                + "/','secret':'k'}}],'quiet':" + quiet + "}")
                        .replace('\'', '"'),
                NotifierConfig.class);
        NotifierLoop loop = new NotifierLoop(config, kafka.access(), LIVE, FAST);
        loop.start();
        return loop;
    }

    private static HttpPeer accepting() {
        return new HttpPeer(request -> HttpPeer.Answer.of(200, ""));
    }

    private List<Notification> delivered() {
        return kafka.log().stream()
                .filter(entry -> entry.attempt().outcome() == Outcome.DELIVERED)
                .toList();
    }

    private void await(int entries) throws InterruptedException {
        while (kafka.log().stream()
                        .filter(entry -> entry.attempt().outcome() != Outcome.SENDING)
                        .count()
                < entries) {
            Thread.sleep(5);
        }
    }

    @Test
    void whatIsSilencedOrExplainedOrAcknowledgedIsKnownBeforeTheFirstMessage() throws InterruptedException {
        Instant now = Instant.now();
        kafka.holding(
                        Topics.SILENCES,
                        List.of(new Silence(
                                "s1",
                                List.of("incident=silenced"),
                                now.minusSeconds(60),
                                now.plusSeconds(600),
                                "ann",
                                "")))
                .holding(Topics.ACKNOWLEDGEMENTS, List.of(new Acknowledgement(OPEN.id(), "bob", now, "")))
                .holding(
                        Topics.INCIDENTS,
                        List.of(
                                Incidents.withId(
                                        Incidents.withCause(OPEN, "deployment-circuit-breaker", Verified.UNCHECKED),
                                        "symptom"),
                                Incidents.withId(OPEN, "silenced"),
                                Incidents.withTasks(OPEN, 3, "deployment-circuit-breaker")));
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(server, "{'receiver':'hook'}", "{}")) {
            await(3);
            assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();

            assertThat(delivered()).extracting(Notification::incident).containsExactly(OPEN.id());
            assertThat(delivered().get(0).told().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
            assertThat(kafka.log())
                    .filteredOn(entry -> entry.attempt().outcome() == Outcome.MUTED)
                    .extracting(Notification::incident)
                    .containsExactlyInAnyOrder("symptom", "silenced");
        }
    }

    @Test
    void aMessageThatWasUnderWayIsSentUnderItsOldKeyAndTheLogSaysSo() throws InterruptedException {
        kafka.holding(
                        Topics.NOTIFICATIONS,
                        List.of(new Notification(
                                OPEN.id(),
                                "hook",
                                Notification.Kind.OPENED,
                                new Notification.Attempt(
                                        Outcome.SENDING,
                                        "",
                                        Incidents.START,
                                        Optional.empty(),
                                        Optional.of("the-old-key")),
                                Notification.Told.of(OPEN),
                                Optional.empty())))
                .holding(Topics.INCIDENTS, List.of(Incidents.withTasks(OPEN, 9, "later")));
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(server, "{'receiver':'hook'}", "{}")) {
            await(2);

            assertThat(server.requests().get(0).headers().get("Idempotency-Key"))
                    .isEqualTo("the-old-key");
            assertThat(delivered().get(0).attempt().reason()).contains("may have been delivered already");
            assertThat(delivered().get(1).kind()).isEqualTo(Notification.Kind.UPDATED);
            assertThat(loop.failure()).isEmpty();
        }
    }

    @Test
    void whatBeganAndEndedInADowntimeComesInOneMessageAndWhatIsOpenByItself() throws InterruptedException {
        Incident one = Incidents.withId(Incidents.withState(OPEN, Incident.State.RESOLVED), "one");
        kafka.lastAliveAt(Incidents.START)
                .holding(Topics.INCIDENTS, List.of(one, Incidents.withId(one, "two"), Incidents.withId(OPEN, "three")));
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(server, "{'receiver':'hook'}", "{}")) {
            await(4);

            assertThat(server.requests())
                    .extracting(request -> Json.read(request.body(), JsonNode.class)
                            .path("title")
                            .asText())
                    .containsExactlyInAnyOrder(
                            "2 incidents began and ended while stopcause was not running",
                            OPEN.headline().title());
            assertThat(loop.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 49, 51, 501, 10_000})
    void everyKeyIsToldHoweverManyThereAre(int keys) throws InterruptedException {
        kafka.holding(
                Topics.INCIDENTS,
                IntStream.range(0, keys)
                        .mapToObj(i -> Incidents.withId(OPEN, "i" + i))
                        .toList());
        try (HttpPeer server = accepting();
                NotifierLoop loop = start(
                        server,
                        "{'receiver':'hook','groupBy':['cluster'],'groupWait':'1s','groupInterval':'1s'}",
                        "{}")) {
            while (delivered().stream().map(Notification::incident).distinct().count() < keys + 1) {
                Thread.sleep(20);
            }

            assertThat(loop.failure()).isEmpty();
            assertThat(delivered().stream()
                            .filter(entry -> entry.group().isPresent())
                            .map(Notification::incident))
                    .hasSize(keys)
                    .doesNotHaveDuplicates();
            assertThat(server.requests().size()).isLessThan(20);
        }
    }
}
