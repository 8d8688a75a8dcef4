package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Severity;
import io.stopcause.model.Silence;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import io.stopcause.notifier.receiver.TestSurroundings;
import io.stopcause.notifier.route.RouteConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receiver whose other side takes silence for an end. */
@Timeout(60)
class RefreshTest {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Retries FAST = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Incident OPEN = Incidents.STORY;

    private final MemoryKafka kafka = new MemoryKafka();
    private final Forgetful receiver = new Forgetful();
    /** Groups wait from the time at which a record was written. */
    private volatile Instant now = Instant.now();

    private static final class Forgetful implements ReceiverFactory, Receiver {

        private final List<Dispatch> dispatches = new CopyOnWriteArrayList<>();
        private volatile Delivery answer = new Delivery.Delivered("heard", Optional.of("r1"));

        @Override
        public List<ConfigProblem> problems(Secrets secrets) {
            return List.of();
        }

        @Override
        public Receiver open(Surroundings surroundings) {
            return this;
        }

        @Override
        public Delivery deliver(Dispatch dispatch) {
            dispatches.add(dispatch);
            return answer;
        }

        @Override
        public boolean knowsRepeats() {
            return true;
        }

        @Override
        public Optional<Duration> refresh() {
            return Optional.of(EVERY);
        }

        @Override
        public Optional<String> check() {
            return Optional.empty();
        }

        @Override
        public void close() {}

        void await(int count) throws InterruptedException {
            while (dispatches.size() < count) {
                Thread.sleep(5);
            }
        }
    }

    private NotifierLoop start(String route, Incident... found) {
        kafka.holding(Topics.INCIDENTS, List.of(found));
        NotifierConfig config = new NotifierConfig(
                        Json.read(route.replace('\'', '"'), RouteConfig.class),
                        List.of(new ReceiverConfig("forgetful", Map.of("fake", receiver))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .ofAnotherTime();
        Surroundings surroundings =
                new Surroundings(TestSurroundings.QUIET.out(), () -> now, TestSurroundings.QUIET.secrets());
        NotifierLoop loop = new NotifierLoop(config, kafka.access(), surroundings, FAST);
        loop.start();
        return loop;
    }

    private List<Notification> written() {
        return kafka.log().stream()
                .filter(entry -> entry.attempt().outcome() != Outcome.SENDING)
                .toList();
    }

    private void awaitWritten(int entries) throws InterruptedException {
        while (written().size() < entries) {
            Thread.sleep(5);
        }
    }

    /** Nothing comes before its time; then so many have come. */
    private void afterAMinute(NotifierLoop loop, int dispatches) throws InterruptedException {
        now = now.plus(EVERY.minusSeconds(1));
        kafka.arrives(Incidents.withTasks(OPEN, 7));
        assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(receiver.dispatches).hasSizeLessThan(dispatches);
        now = now.plusSeconds(1);
        receiver.await(dispatches);
        assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(receiver.dispatches).hasSize(dispatches);
    }

    @Test
    void whatIsOpenIsDeliveredAgainUnderItsKeyAndIsNoNews() throws InterruptedException {
        try (NotifierLoop loop = start("{'receiver':'forgetful'}", OPEN)) {
            awaitWritten(1);
            afterAMinute(loop, 2);
            afterAMinute(loop, 3);

            assertThat(receiver.dispatches)
                    .extracting(Dispatch::key)
                    .containsOnly(receiver.dispatches.get(0).key());
            assertThat(receiver.dispatches.get(1).reference()).contains("r1");
            assertThat(receiver.dispatches.get(1).message().changes()).isEmpty();
            assertThat(written()).hasSize(1);
            assertThat(loop.failure()).isEmpty();
        }
    }

    @Test
    void whatIsOverIsNotDeliveredAgain() throws InterruptedException {
        Incident lasting = Incidents.withId(OPEN, "lasting");
        try (NotifierLoop loop = start("{'receiver':'forgetful'}", OPEN, lasting)) {
            awaitWritten(2);
            kafka.arrives(Incidents.withState(OPEN, Incident.State.RESOLVED));
            awaitWritten(3);
            now = now.plus(EVERY);
            receiver.await(4);
            assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();

            assertThat(receiver.dispatches).hasSize(4);
            assertThat(receiver.dispatches.get(3).incident().id()).isEqualTo("lasting");
        }
    }

    @Test
    void aFailureIsWrittenDownOnceAndItGoesOn() throws InterruptedException {
        try (NotifierLoop loop = start("{'receiver':'forgetful'}", OPEN)) {
            awaitWritten(1);
            receiver.answer = new Delivery.Retry("nobody there", Optional.empty());
            afterAMinute(loop, 2);
            awaitWritten(2);
            afterAMinute(loop, 3);
            receiver.answer = new Delivery.Delivered("heard", Optional.of("r1"));
            afterAMinute(loop, 4);

            assertThat(written())
                    .extracting(entry -> entry.attempt().outcome())
                    .containsExactly(Outcome.DELIVERED, Outcome.RETRY);
            assertThat(written().get(1).attempt().reason()).endsWith("still open: nobody there");
        }
    }

    @Test
    void whatNobodyIsToHearOfIsNotLetOutByIt() throws InterruptedException {
        try (NotifierLoop loop = start("{'receiver':'forgetful'}", OPEN)) {
            awaitWritten(1);
            kafka.arrives(
                    Topics.SILENCES,
                    new Silence("s1", List.of("incident=" + OPEN.id()), now, now.plusSeconds(600), "ann", ""));
            kafka.arrives(Incidents.withSeverity(OPEN, Severity.WARNING));
            awaitWritten(2);
            now = now.plus(EVERY);
            receiver.await(2);

            assertThat(written().get(1).attempt().outcome()).isEqualTo(Outcome.MUTED);
            assertThat(receiver.dispatches.get(1).incident().headline().severity())
                    .isEqualTo(OPEN.headline().severity());
            assertThat(loop.failure()).isEmpty();
        }
    }

    @Test
    void aGroupIsDeliveredAgainAsAWhole() throws InterruptedException {
        try (NotifierLoop loop = start(
                "{'receiver':'forgetful','groupBy':['cluster'],'groupWait':'1s','groupInterval':'10s'}",
                Incidents.withId(OPEN, "one"),
                Incidents.withId(OPEN, "two"))) {
            while (receiver.dispatches.isEmpty()) {
                now = now.plusMillis(100);
                Thread.sleep(50);
            }
            awaitWritten(3);
            now = now.plus(EVERY);
            receiver.await(2);
            assertThat(loop.awaitIdle(Duration.ofSeconds(10))).isTrue();

            Dispatch again = receiver.dispatches.get(1);
            assertThat(receiver.dispatches).hasSize(2);
            assertThat(again.key()).isEqualTo(receiver.dispatches.get(0).key());
            assertThat(again.kind()).isEqualTo(Kind.UPDATED);
            assertThat(again.members()).extracting(Incident::id).containsExactlyInAnyOrder("one", "two");
            assertThat(written()).hasSize(3);
        }
    }
}
