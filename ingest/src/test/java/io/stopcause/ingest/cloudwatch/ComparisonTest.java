package io.stopcause.ingest.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.KeptJournal;
import io.stopcause.ingest.KeptShare;
import io.stopcause.ingest.MovingClock;
import io.stopcause.model.Coverage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read of a group is compared with CloudWatch's own count, and what is missing is read again. */
class ComparisonTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final String GROUP = "/ecs/web";

    private final KeptJournal journal = new KeptJournal();
    private final MovingClock clock = new MovingClock(NOW);
    private KeptShare share = new KeptShare(journal);
    private Incoming incoming = (group, from, to) -> Optional.empty();
    private FakeLogs logs;
    private CloudWatchSource source;

    @BeforeEach
    void start() throws IOException {
        logs = new FakeLogs();
        logs.group(GROUP);
        logs.pageEvents = 20;
        incoming = logs::incoming;
        source = source();
    }

    @AfterEach
    void stop() {
        source.close();
        logs.close();
    }

    private CloudWatchSource source() {
        return source(List.of(GROUP));
    }

    private CloudWatchSource source(List<String> groups) {
        MovingClock calls = new MovingClock(NOW);
        LogApi api = CloudWatchSource.api(Aws.at(logs.port()), calls, calls::advance);
        share = new KeptShare(journal);
        return new CloudWatchSource(
                CloudWatchConfig.of(groups, List.of()),
                api,
                (group, from, to) -> incoming.logEvents(group, from, to),
                share,
                clock);
    }

    private void put(String id, Duration old) {
        logs.put(GROUP, id, clock.instant().minus(old).toEpochMilli(), clock.millis(), id);
    }

    private void pass(Duration length) throws InterruptedException {
        Instant end = clock.instant().plus(length);
        while (clock.instant().isBefore(end)) {
            clock.advance(ROUND);
            source.round();
        }
    }

    private List<Coverage.Minute> minutes() {
        return journal.coverage.stream()
                .flatMap(stretch -> stretch.minutes().stream())
                .toList();
    }

    @Test
    void aStretchOfWhichAllWasReadIsTold() throws InterruptedException {
        source.round();
        pass(Duration.ofMinutes(2));
        put("one", Duration.ofSeconds(3));
        put("two", Duration.ofSeconds(70));
        pass(Duration.ofMinutes(27));

        Coverage first = journal.coverage.get(0);
        assertThat(first.from()).isEqualTo("2026-03-01T10:01:00Z");
        assertThat(first.to()).isEqualTo("2026-03-01T10:06:00Z");
        assertThat(first.compared()).isTrue();
        assertThat(first.key()).isEqualTo("111122223333/eu-west-1//ecs/web");
        assertThat(first.minutes()).hasSize(1);
        Coverage.Minute minute = first.minutes().get(0);
        assertThat(minute.at()).isEqualTo("2026-03-01T10:02:00Z");
        assertThat(minute.written()).isEqualTo(2);
        assertThat(minute.duplicate()).isPositive();
        assertThat(minute.late()).isEqualTo(1);
        assertThat(minute.latest()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(90));
        assertThat(minute.lag()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertThat(minute.incoming()).contains(2L);
        assertThat(journal.coverage.get(1).from()).isEqualTo(first.to());
        assertThat(words()).contains("; complete from 2026-03-01T10:");
    }

    @Test
    void aLineThatTellsAnOldTimeIsFoundAndWrittenOnce() throws InterruptedException {
        source.round();
        pass(Duration.ofMinutes(2));
        put("now", Duration.ofSeconds(3));
        put("old", Duration.ofMinutes(50));
        put("older", Duration.ofHours(20));
        pass(Duration.ofMinutes(6));
        assertThat(journal.messages()).containsExactly("now");

        pass(Duration.ofMinutes(20));

        assertThat(journal.messages()).containsExactly("now", "old", "older");
        assertThat(minutes()).allSatisfy(minute -> assertThat(minute.missing()).isZero());
        assertThat(journal.coverage)
                .allSatisfy(stretch -> assertThat(stretch.compared()).isTrue());
    }

    @Test
    void whatTellsALaterTimeIsReadWhenItsTimeComes() throws InterruptedException {
        source.round();
        pass(Duration.ofMinutes(2));
        put("ahead", Duration.ofMinutes(-90));
        put("now", Duration.ofSeconds(3));
        pass(Duration.ofMinutes(30));
        assertThat(journal.messages()).containsExactly("now");

        pass(Duration.ofMinutes(65));

        assertThat(journal.messages()).containsExactly("now", "ahead");
    }

    @Test
    void whatCannotBeFoundIsTold() throws InterruptedException {
        incoming = (group, from, to) -> logs.incoming(group, from, to).map(counts -> {
            Map<Instant, Long> more = new HashMap<>(counts);
            more.computeIfPresent(Instant.parse("2026-03-01T10:02:00Z"), (minute, count) -> count + 3);
            return more;
        });
        source.round();
        pass(Duration.ofMinutes(2));
        put("one", Duration.ofSeconds(3));
        pass(Duration.ofMinutes(12));

        assertThat(journal.messages()).containsExactly("one");
        assertThat(minutes()).hasSize(1);
        assertThat(minutes().get(0).missing()).isEqualTo(3);
        assertThat(source.traffic().missing()).isEqualTo(3);
        assertThat(words()).contains("; 3 log events that CloudWatch got from");
    }

    private Incoming saying(Instant minute, long count) {
        return (group, from, to) -> logs.incoming(group, from, to).map(counts -> {
            Map<Instant, Long> other = new HashMap<>(counts);
            other.computeIfPresent(minute, (at, known) -> count);
            return other;
        });
    }

    @Test
    void whatIsMissingIsNotHiddenByEventsThatAreReadAgainAfterARestart() throws InterruptedException {
        incoming = saying(Instant.parse("2026-03-01T10:02:00Z"), 5);
        source.round();
        pass(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            logs.put(GROUP, "event " + i, clock.millis(), clock.millis(), event(i));
        }
        put("line", Duration.ofSeconds(3));
        pass(Duration.ofSeconds(45));
        source.close();
        source = source();
        pass(Duration.ofMinutes(16));

        assertThat(journal.eventIds()).containsExactly("id-0", "id-1", "id-2");
        assertThat(minutes()).hasSize(1);
        assertThat(minutes().get(0).written()).isEqualTo(4);
        assertThat(minutes().get(0).missing()).isEqualTo(1);
    }

    private static String event(int number) {
        return "{\"version\":\"0\",\"id\":\"id-" + number + "\",\"detail-type\":\"ECS Service Action\","
                + "\"source\":\"aws.ecs\",\"account\":\"111122223333\",\"time\":\"2026-03-01T10:02:00Z\","
                + "\"region\":\"eu-west-1\",\"resources\":[],\"detail\":{\"eventName\":\"SERVICE_STEADY_STATE\"}}";
    }

    @Test
    void ofAMinuteThatIsTooLargeToBeLookedThroughNothingIsClaimed() throws InterruptedException {
        incoming = saying(Instant.parse("2026-03-01T10:02:00Z"), Repair.MOST_EVENTS + 1);
        source.round();
        pass(Duration.ofMinutes(2));
        put("one", Duration.ofSeconds(3));
        pass(Duration.ofMinutes(25));

        assertThat(minutes()).hasSize(1);
        assertThat(minutes().get(0).isCounted()).isFalse();
        assertThat(source.traffic().missing()).isZero();
    }

    @Test
    void minutesThatMemoryDoesNotHoldTogetherAreRepairedOneAfterTheOther() throws InterruptedException {
        Instant minute = Instant.parse("2026-03-01T10:02:00Z");
        long most = Repair.MOST_EVENTS - 1;
        incoming = (group, from, to) -> saying(minute, most)
                .logEvents(group, from, to)
                .map(counts -> {
                    Map<Instant, Long> other = new HashMap<>(counts);
                    other.computeIfPresent(minute.plusSeconds(60), (at, known) -> most);
                    return other;
                });
        source.round();
        pass(Duration.ofMinutes(2));
        put("old", Duration.ofMinutes(50));
        pass(Duration.ofMinutes(1));
        put("older", Duration.ofMinutes(50));
        pass(Duration.ofMinutes(30));

        assertThat(journal.messages()).containsExactly("old", "older");
        assertThat(minutes()).hasSize(2).allSatisfy(each -> assertThat(each.missing())
                .isEqualTo(most - 1));
    }

    @Test
    void groupsAreRepairedOneAfterTheOther() throws InterruptedException {
        logs.group("/ecs/api");
        source.close();
        source = source(List.of(GROUP, "/ecs/api"));
        source.round();
        pass(Duration.ofMinutes(2));
        for (int i = 0; i < 60; i++) {
            long old = clock.millis() - Duration.ofMinutes(50).toMillis() - i;
            logs.put(GROUP, "web " + i, old, clock.millis(), "web " + i);
            logs.put("/ecs/api", "api " + i, old, clock.millis(), "api " + i);
        }
        pass(Duration.ofMinutes(20));

        assertThat(journal.messages()).hasSize(120).doesNotHaveDuplicates();
        List<String> repairs = logs.requests.stream()
                .filter(request -> request.path("startTime").asLong()
                        < NOW.minus(Duration.ofMinutes(20)).toEpochMilli())
                .map(request -> request.path("logGroupName").asText())
                .toList();
        List<String> turns = new ArrayList<>();
        for (String group : repairs) {
            if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(group)) {
                turns.add(group);
            }
        }
        assertThat(repairs).hasSizeGreaterThan(10);
        assertThat(turns).containsExactlyInAnyOrder(GROUP, "/ecs/api");
        assertThat(minutes()).allSatisfy(minute -> assertThat(minute.missing()).isZero());
    }

    @Test
    void withoutCloudWatchsCountNothingIsClaimed() throws InterruptedException {
        incoming = (group, from, to) -> Optional.empty();
        source.round();
        put("one", Duration.ofSeconds(3));
        pass(Duration.ofMinutes(30));

        assertThat(journal.coverage).isNotEmpty().allSatisfy(stretch -> assertThat(stretch.compared())
                .isFalse());
        assertThat(words()).doesNotContain("complete").doesNotContain("missing");
    }

    @Test
    void whoGoesOnFromACheckpointHasTheSameCounts() throws InterruptedException {
        source.round();
        pass(Duration.ofMinutes(2));
        for (int i = 0; i < 6; i++) {
            put("line " + i, Duration.ofSeconds(2));
            pass(Duration.ofSeconds(30));
            if (i % 2 == 0) {
                source.close();
                source = source();
            }
        }
        pass(Duration.ofMinutes(12));

        assertThat(minutes()).hasSizeGreaterThan(2).allSatisfy(minute -> assertThat(minute.incoming())
                .contains(minute.written()));
        assertThat(logs.requests).as("nothing had to be repaired").allSatisfy(request -> assertThat(
                        request.path("endTime").asLong())
                .isLessThanOrEqualTo(clock.millis()));
    }

    @Test
    void afterADowntimeMuchIsComparedAtOnce() throws InterruptedException {
        source.round();
        source.close();
        for (int hour = 0; hour < 30; hour++) {
            clock.advance(Duration.ofHours(1));
            put("hour " + hour, Duration.ofSeconds(2));
        }
        source = source();
        while (source.round()) {
            assertThat(logs.requests).hasSizeLessThan(10_000);
        }
        pass(Duration.ofMinutes(25));

        assertThat(journal.messages()).hasSize(30);
        assertThat(journal.coverage).hasSizeLessThan(20).allSatisfy(stretch -> assertThat(stretch.compared())
                .isTrue());
        assertThat(minutes()).hasSize(30).allSatisfy(minute -> assertThat(minute.incoming())
                .contains(minute.written()));
        assertThat(journal.coverage.get(journal.coverage.size() - 1).to())
                .isAfter(clock.instant().minus(Duration.ofMinutes(25)));
    }

    /** For any plan of lateness, faults, restarts and rebalances: what is in the source is in the topic, once, and told. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void nothingIsMissingHoweverLateItComes(long seed) throws InterruptedException {
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        source.round();
        pass(Duration.ofMinutes(1));
        for (int step = 0; step < 40; step++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                String id = "e" + written.size();
                written.add(id);
                put(id, Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(80_000) : random.nextInt(20)));
            }
            int dice = random.nextInt(12);
            if (dice == 0) {
                logs.faults.add(random.nextBoolean() ? FakeLogs.Fault.HTML : FakeLogs.Fault.RESET);
            } else if (dice == 4) {
                logs.faults.add(FakeLogs.Fault.EXPIRED_TOKEN);
            } else if (dice == 1) {
                journal.failCommits(1);
            } else if (dice == 2) {
                source.close();
                source = source();
            } else if (dice == 3) {
                share.lose();
                source.round();
                share.regain();
            }
            try {
                pass(Duration.ofSeconds(random.nextInt(60)));
            } catch (KafkaException e) {
                assertThat(e).hasMessageContaining("by the test");
            }
        }
        logs.faults.clear();
        journal.failCommits(0);
        pass(Duration.ofMinutes(90));

        assertThat(journal.messages()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(written);
        assertThat(minutes()).as("seed %d", seed).allSatisfy(minute -> assertThat(minute.missing())
                .isZero());
    }

    private String words() {
        return source.check().stream()
                .filter(health -> health.state() == Health.State.READING)
                .map(Health::words)
                .reduce("", (all, each) -> all + each);
    }
}
