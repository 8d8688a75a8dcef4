package io.stopcause.ingest.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.KeptShare;
import io.stopcause.ingest.MovingClock;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.SourceContract;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

class CloudWatchSourceTest extends SourceContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final CloudWatchConfig CONFIG = new CloudWatchConfig(
            List.of("/ecs/web"),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(5)),
            Optional.of(Duration.ofSeconds(60)),
            Optional.of(Duration.ofMinutes(4)));

    private final MovingClock clock = new MovingClock(NOW);
    private FakeLogs logs;
    private KeptShare share = new KeptShare(journal);
    private CloudWatchSource source;

    @BeforeEach
    void start() throws IOException {
        logs = new FakeLogs();
        logs.group("/ecs/web");
        source = source(CONFIG);
    }

    @AfterEach
    void stop() {
        source.close();
        logs.close();
    }

    private CloudWatchSource source(CloudWatchConfig config) {
        share = new KeptShare(journal);
        return source(config, share);
    }

    private CloudWatchSource source(CloudWatchConfig config, Share of) {
        MovingClock calls = new MovingClock(NOW);
        LogApi api = CloudWatchSource.api(Aws.at(logs.port()), calls, calls::advance);
        return new CloudWatchSource(config, api, logs::incoming, of, clock);
    }

    @Override
    protected Source open(Share of) {
        return source(CONFIG, of);
    }

    @Override
    protected boolean round(Source opened) throws InterruptedException {
        return ((CloudWatchSource) opened).round();
    }

    @Override
    protected void put(String text) {
        logs.put("/ecs/web", "id of " + text, clock.millis() - 6000, text);
    }

    /** All that can be wrong with a line is what it says; a group can fail as a whole. */
    @Override
    protected void spoil() {
        logs.faults.add(FakeLogs.Fault.DENIED);
    }

    @Override
    protected void pass(Duration length) {
        clock.advance(length);
    }

    @Override
    protected void cutOff() {
        logs.close();
    }

    @Override
    protected List<String> texts() {
        return journal.messages();
    }

    private static long before(int seconds) {
        return NOW.minusSeconds(seconds).toEpochMilli();
    }

    @Test
    void emptyPagesWithATokenAreNotTheEnd() throws InterruptedException {
        logs.put("/ecs/web", "1", before(100), "one\n");
        logs.put("/ecs/web", "2", before(90), "two");

        source.round();

        assertThat(journal.committed.batches.get(0).source())
                .isEqualTo(new LogSource(
                        "111122223333",
                        "eu-west-1",
                        "/ecs/web",
                        "ecs/web/0123456789abcdef0123456789abcdef",
                        Surface.APP_LOG));
        assertThat(journal.committed.lines())
                .containsExactly(
                        new LogLine("1", NOW.minusSeconds(100), "one"), new LogLine("2", NOW.minusSeconds(90), "two"));
        assertThat(source.settled()).contains(NOW.minusSeconds(5));
        assertThat(logs.requests)
                .extracting(request -> request.path("limit").asInt())
                .containsOnly(10_000);
    }

    @Test
    void lateEventsAreReadAndRepeatsAreNot() throws InterruptedException {
        logs.put("/ecs/web", "1", before(20), "one");
        source.round();
        logs.put("/ecs/web", "late", before(30), "late");
        clock.advance(Duration.ofSeconds(10));
        source.round();
        clock.advance(Duration.ofSeconds(20));
        source.round();

        assertThat(journal.messages()).containsExactly("one", "late");
        assertThat(logs.requests)
                .extracting(request ->
                        NOW.toEpochMilli() - request.path("startTime").asLong())
                .as("a quick window between two that go back behind the end of the last such")
                .containsSequence(15_000L, 65_000L);
    }

    @Test
    void equalLinesOfOneMillisecondBothCount() throws InterruptedException {
        logs.put("/ecs/web", "1", before(20), "boom");
        logs.put("/ecs/web", "2", before(20), "boom");

        source.round();

        assertThat(journal.messages()).containsExactly("boom", "boom");
    }

    @Test
    void anEventInTheGroupIsAnEvent() throws InterruptedException {
        logs.put(
                "/ecs/web",
                "1",
                before(20),
                "{\"id\":\"a\",\"detail-type\":\"X\",\"time\":\"2026-03-01T10:00:00Z\",\"detail\":{}}");

        source.round();

        assertThat(journal.eventIds()).containsExactly("a");
    }

    @Test
    void aThrottledPageIsAskedForAgainAsItWas() throws InterruptedException {
        logs.put("/ecs/web", "1", before(20), "one");
        logs.faults.add(FakeLogs.Fault.THROTTLED);

        source.round();

        assertThat(journal.messages()).containsExactly("one");
        assertThat(logs.requests.get(1)).isEqualTo(logs.requests.get(0));
    }

    @Test
    void aFailedWindowIsReadAgainFromItsStart() throws InterruptedException {
        logs.put("/ecs/web", "1", before(20), "one");
        logs.faults.add(FakeLogs.Fault.HTML);

        source.round();

        assertThat(journal.checkpoints).isEmpty();
        assertThat(source.settled()).isEmpty();
        assertThat(source.check().get(1).state()).isEqualTo(Health.State.FAILING);

        source.round();

        assertThat(journal.messages()).containsExactly("one");
        assertThat(source.check().get(1).state()).isEqualTo(Health.State.READING);
    }

    @Test
    void whereThereIsNoGroupYetTimeGoesOn() throws InterruptedException {
        source.close();
        source = source(CloudWatchConfig.of(List.of(), List.of("/to-come/")));

        source.round();

        assertThat(source.settled()).contains(NOW.minusSeconds(5));
    }

    @Test
    void whereAllGroupsFailTimeGoesOnAfterAWhile() throws InterruptedException {
        source.round();
        clock.advance(Duration.ofMinutes(1));
        logs.faults.add(FakeLogs.Fault.DENIED);
        source.round();
        assertThat(source.settled()).contains(NOW.minusSeconds(5));

        clock.advance(Duration.ofMinutes(5));
        logs.faults.add(FakeLogs.Fault.DENIED);
        source.round();
        assertThat(source.settled()).contains(clock.instant().minusSeconds(5));
    }

    @Test
    void onlyWhoReadsTheSameHasTheSameId() {
        CloudWatchConfig two = CloudWatchConfig.of(List.of("/a", "/b"), List.of("/c/"));
        String id = CloudWatchSource.id("1", Aws.at(1), two);

        assertThat(CloudWatchSource.id("1", Aws.at(1), CloudWatchConfig.of(List.of("/b", "/a"), List.of("/c/"))))
                .isEqualTo(id);
        assertThat(List.of(
                        CloudWatchSource.id("1", Aws.at(2), two),
                        CloudWatchSource.id("2", Aws.at(1), two),
                        CloudWatchSource.id(
                                "1",
                                new AwsConfig(
                                        Optional.of("us-east-1"), Aws.at(1).endpoint()),
                                two),
                        CloudWatchSource.id("1", Aws.at(1), CloudWatchConfig.of(List.of("/a"), List.of("/c/"))),
                        CloudWatchSource.id(
                                "1", Aws.at(1), CloudWatchConfig.of(List.of("/a", "/b", "/c/"), List.of()))))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aBrokenGroupDoesNotStopTheOthers() throws InterruptedException {
        logs.group("/ecs/worker");
        logs.put("/ecs/worker", "1", before(20), "one");
        source.close();
        source = source(new CloudWatchConfig(
                List.of(),
                List.of("/ecs/"),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(4))));
        logs.faults.add(FakeLogs.Fault.DENIED);

        source.round();

        assertThat(journal.messages()).containsExactly("one");
        assertThat(source.check())
                .anySatisfy(health -> assertThat(health.words()).contains("not authorized to logs:FilterLogEvents"));
    }

    @Test
    void aMissingGroupNamesTheNearest() throws InterruptedException {
        source.close();
        source = source(CloudWatchConfig.of(List.of("/ecs/wbe", "/ecs/web"), List.of()));
        logs.put("/ecs/web", "1", before(20), "one");

        source.round();
        source.round();

        assertThat(journal.messages()).containsExactly("one");
        assertThat(source.check()).anySatisfy(health -> assertThat(health.words())
                .isEqualTo("log group '/ecs/wbe' does not exist; did you mean '/ecs/web'?"));
    }

    @Test
    void whatKafkaRefusedIsReadAgain() throws InterruptedException {
        logs.put("/ecs/web", "1", before(20), "one");
        journal.failCommits(1);

        assertThatThrownBy(source::round).isInstanceOf(KafkaException.class);
        assertThat(journal.messages()).isEmpty();
        source.round();

        assertThat(journal.messages()).containsExactly("one");
    }

    @Test
    void aRestartGoesOnAtTheCheckpoint() throws InterruptedException {
        source.round();
        source.close();
        clock.advance(Duration.ofHours(1));
        logs.put("/ecs/web", "1", before(-1000), "while away");
        source = source(CONFIG);

        boolean more = source.round();

        assertThat(more).isTrue();
        assertThat(logs.requests.get(logs.requests.size() - 1).path("startTime").asLong())
                .isEqualTo(NOW.minusSeconds(5 + 60).toEpochMilli());
        while (source.round()) {
            assertThat(logs.requests.size()).isLessThan(100);
        }
        assertThat(journal.messages()).containsExactly("while away");
    }

    @Test
    void anUnreachableServiceIsAFailureAndNoCrash() {
        logs.close();

        assertThatThrownBy(source::round).isInstanceOf(SdkException.class);
    }

    @Test
    void whoTakesOverWritesNothingAgain() throws InterruptedException {
        logs.put("/ecs/web", "1", before(20), "one");
        source.round();
        share.lose();
        source.round();
        logs.put("/ecs/web", "2", before(18), "two");
        try (CloudWatchSource other = source(CONFIG)) {
            clock.advance(Duration.ofSeconds(10));
            other.round();
        }

        assertThat(journal.messages()).containsExactly("one", "two");
    }

    @Test
    void whatOthersReadHoldsTimeBackWhileItMoves() throws InterruptedException {
        source.round();
        share.lose();
        clock.advance(Duration.ofMinutes(1));
        source.round();
        assertThat(source.settled()).contains(NOW.minusSeconds(5));

        clock.advance(Duration.ofMinutes(5));
        source.round();
        clock.advance(Duration.ofMinutes(5));
        source.round();
        assertThat(source.settled()).contains(clock.instant().minusSeconds(5));
    }

    @Test
    void howFarItGoesBackFollowsHowLateEventsCome() throws InterruptedException {
        logs.put("/ecs/web", "1", before(200), before(20), "one");
        source.round();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(30));
            source.round();
        }

        assertThat(logs.requests)
                .extracting(request -> request.path("endTime").asLong()
                        - request.path("startTime").asLong())
                .anySatisfy(length -> assertThat(length).isGreaterThanOrEqualTo(360_000L));
    }

    /** For any plan of lateness (within the overlap), faults, restarts and rebalances: what is in the source is in the topic, once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsLostWhateverHappens(long seed) throws InterruptedException {
        Random random = new Random(seed);
        TreeSet<String> written = new TreeSet<>();
        for (int step = 0; step < 25; step++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                String id = "e" + written.size();
                written.add(id);
                logs.put("/ecs/web", id, clock.millis() - random.nextInt(40_000), id);
            }
            int dice = random.nextInt(10);
            if (dice == 0) {
                logs.faults.add(FakeLogs.Fault.HTML);
            } else if (dice == 1) {
                logs.faults.add(random.nextBoolean() ? FakeLogs.Fault.DENIED : FakeLogs.Fault.RESET);
            } else if (dice == 5) {
                logs.faults.add(FakeLogs.Fault.EXPIRED_TOKEN);
            } else if (dice == 2) {
                journal.failCommits(1);
            } else if (dice == 3) {
                source.close();
                source = source(CONFIG);
            } else if (dice == 4) {
                share.lose();
                source.round();
                share.regain();
            }
            try {
                source.round();
            } catch (KafkaException e) {
                assertThat(e).hasMessageContaining("by the test");
            }
            clock.advance(Duration.ofSeconds(random.nextInt(20)));
        }
        logs.faults.clear();
        journal.failCommits(0);
        clock.advance(Duration.ofMinutes(1));
        source.round();
        source.round();

        assertThat(journal.messages()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(written);
    }
}
