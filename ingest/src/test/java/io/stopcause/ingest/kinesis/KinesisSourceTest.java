package io.stopcause.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.KeptShare;
import io.stopcause.ingest.MovingClock;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.SourceContract;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisSourceTest extends SourceContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String DATA = "DATA_MESSAGE";

    private final MovingClock clock = new MovingClock(NOW);
    private final FakeKinesis stream = new FakeKinesis(clock);

    @AfterEach
    void stopStream() {
        stream.close();
    }

    @Override
    protected Source open(Share share) {
        return new KinesisSource(Aws.at(stream.port()), KinesisConfig.of("stopcause-logs"), share, clock);
    }

    @Override
    protected boolean round(Source source) throws InterruptedException {
        return ((KinesisSource) source).round();
    }

    @Override
    protected void put(String text) {
        stream.put("shard-0", FakeKinesis.payload(DATA, "/ecs/web", text));
    }

    @Override
    protected void spoil() {
        stream.put("shard-0", "oops".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void pass(Duration length) {
        clock.advance(length);
    }

    @Override
    protected void cutOff() {
        stream.close();
    }

    @Override
    protected List<String> texts() {
        return journal.messages();
    }

    private void rounds(Source source, int number) throws InterruptedException {
        for (int i = 0; i < number; i++) {
            round(source);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private Source source() {
        return open(new KeptShare(journal));
    }

    @Test
    void aPayloadHoldsManyLinesAndAControlMessageNone() throws InterruptedException {
        stream.put("shard-0", FakeKinesis.payload("CONTROL_MESSAGE", "", "CWL CONTROL MESSAGE: Checking health"));
        stream.put("shard-0", FakeKinesis.payload(DATA, "/ecs/web", "one", "two"));
        try (Source source = source()) {
            rounds(source, 2);
        }

        assertThat(journal.messages()).containsExactly("one", "two");
        assertThat(journal.committed.dead).isEmpty();
        assertThat(journal.committed.batches.get(0).source())
                .isEqualTo(new LogSource(
                        "111122223333",
                        "eu-west-1",
                        "/ecs/web",
                        "ecs/web/0123456789abcdef0123456789abcdef",
                        Surface.APP_LOG));
    }

    @Test
    void whatIsNoPayloadIsADeadLetterWithItsPlace() throws InterruptedException {
        byte[] cut = FakeKinesis.payload(DATA, "/ecs/web", "cut");
        stream.put("shard-0", "oops".getBytes(StandardCharsets.UTF_8));
        stream.put("shard-0", FakeKinesis.packed("{\"hello\":1}"));
        stream.put("shard-0", Arrays.copyOf(cut, cut.length - 20));
        stream.put("shard-0", FakeKinesis.payload(DATA, "/ecs/web", "one"));
        try (Source source = source()) {
            rounds(source, 3);
        }

        assertThat(journal.messages()).containsExactly("one");
        assertThat(journal.deadReasons()).hasSize(3);
        assertThat(journal.deadReasons().get(0)).startsWith("no JSON");
        assertThat(journal.deadReasons().get(1)).startsWith("expected a subscription's messageType");
        assertThat(journal.deadReasons().get(2)).startsWith("damaged gzip");
        assertThat(journal.committed.dead.get(0).place()).contains("stopcause-logs/shard-0:");
    }

    @Test
    void fieldsInAnotherOrderAreReadAllTheSame() throws InterruptedException {
        stream.put("shard-0", FakeKinesis.packed("""
                {"logEvents":[{"id":"1","timestamp":1772359200000,"message":"one"}],"messageType":"DATA_MESSAGE",
                 "owner":"1","logGroup":"/ecs/web","logStream":"s","subscriptionFilters":[]}"""));
        try (Source source = source()) {
            rounds(source, 1);
        }

        assertThat(journal.messages()).containsExactly("one");
    }

    @Test
    void aRecordOfTenMebibytesIsRead() throws InterruptedException {
        Random random = new Random(7);
        StringBuilder noise = new StringBuilder();
        while (noise.length() < 1_000_000) {
            noise.append((char) ('!' + random.nextInt(90)));
        }
        String[] messages = new String[6];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = i + noise.substring(i).replace('\\', '/').replace('"', '/');
        }
        byte[] payload = FakeKinesis.payload(DATA, "/ecs/web", messages);
        assertThat(payload.length).isBetween(9 << 20, 10 << 20);
        stream.put("shard-0", payload);
        try (Source source = source()) {
            rounds(source, 1);
        }

        assertThat(journal.messages()).containsExactly(messages);
    }

    @Test
    void aChildIsReadAfterItsParentsEndAndFromItsBeginning() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            put("parent " + i);
        }
        stream.shard("shard-1", "shard-0");
        stream.shard("shard-2", "shard-0");
        stream.put("shard-1", FakeKinesis.payload(DATA, "/ecs/web", "left"));
        stream.put("shard-2", FakeKinesis.payload(DATA, "/ecs/web", "right"));
        stream.shard("shard-3", "shard-1", "shard-2");
        stream.put("shard-3", FakeKinesis.payload(DATA, "/ecs/web", "merged"));
        try (Source source = source()) {
            rounds(source, 10);
        }

        assertThat(journal.messages())
                .containsExactly("parent 0", "parent 1", "parent 2", "parent 3", "parent 4", "left", "right", "merged");
        assertThat(stream.calls)
                .containsSubsequence(
                        "end of shard-0", "TRIM_HORIZON of shard-1", "end of shard-2", "TRIM_HORIZON of shard-3");
        assertThat(journal.checkpoint("share/stopcause-logs/shard-0")
                        .orElseThrow()
                        .position())
                .isEqualTo("ended");
    }

    @Test
    void aShardWhoseParentIsForgottenIsRead() throws InterruptedException {
        stream.shard("shard-1", "shard-0");
        stream.put("shard-1", FakeKinesis.payload(DATA, "/ecs/web", "child"));
        stream.forget("shard-0");
        try (Source source = source()) {
            rounds(source, 1);
        }

        assertThat(journal.messages()).containsExactly("child");
    }

    @Test
    void whereNobodyHasReadBeforeItBeginsALittleBack() throws InterruptedException {
        put("old");
        clock.advance(Duration.ofMinutes(11));
        put("new");
        try (Source source = source()) {
            rounds(source, 1);
        }

        assertThat(journal.messages()).containsExactly("new");
    }

    @Test
    void anExpiredIteratorAndAThrottledCallCostNothing() throws InterruptedException {
        put("one");
        try (Source source = source()) {
            rounds(source, 1);
            stream.expireIterators();
            put("two");
            rounds(source, 2);
            stream.refuse(2);
            put("three");
            rounds(source, 8);
        }

        assertThat(journal.messages()).containsExactly("one", "two", "three");
        assertThat(stream.calls).containsOnlyOnce("AFTER_SEQUENCE_NUMBER of shard-0");
    }

    @Test
    void onlyWhoReadsTheSameStreamHasTheSameId() {
        assertThat(List.of(
                        KinesisSource.id("1", Aws.at(1), KinesisConfig.of("one")),
                        KinesisSource.id("2", Aws.at(1), KinesisConfig.of("one")),
                        KinesisSource.id("1", Aws.at(1), KinesisConfig.of("two")),
                        KinesisSource.id("1", Aws.at(2), KinesisConfig.of("one"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWrongNameIsRefusedWithAnExample() {
        assertThatThrownBy(() -> KinesisConfig.of("what is this"))
                .hasMessageContaining("is no name or ARN of a stream, such as stopcause-logs");
        assertThatThrownBy(() -> new KinesisConfig("a", Optional.of(Duration.ofMillis(1)), Optional.empty()))
                .hasMessage("pollInterval is PT0.001S, must be at least PT0.2S");
    }

    /** For any plan of resharding, faults, restarts and rebalances: what is in the stream is in the topic, once and in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostWhateverHappens(long seed) throws InterruptedException {
        Random random = new Random(seed);
        List<String> open = new ArrayList<>(List.of("shard-0"));
        List<String> written = new ArrayList<>();
        int shards = 1;
        KeptShare share = new KeptShare(journal);
        Source source = open(share);
        for (int step = 0; step < 60; step++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                String text = "m" + written.size();
                written.add(text);
                stream.put(open.get(random.nextInt(open.size())), FakeKinesis.payload(DATA, "/ecs/web", text));
            }
            switch (random.nextInt(12)) {
                case 0 -> {
                    String parent = open.remove(random.nextInt(open.size()));
                    for (int child = 0; child < 2; child++) {
                        open.add("shard-" + shards);
                        stream.shard("shard-" + shards++, parent);
                    }
                }
                case 1 -> {
                    if (open.size() > 1) {
                        String one = open.remove(random.nextInt(open.size()));
                        String other = open.remove(random.nextInt(open.size()));
                        open.add("shard-" + shards);
                        stream.shard("shard-" + shards++, one, other);
                    }
                }
                case 2 -> stream.expireIterators();
                case 3 -> stream.refuse(1 + random.nextInt(3));
                case 4 -> journal.failCommits(1);
                case 5 -> {
                    source.close();
                    share = new KeptShare(journal);
                    source = open(share);
                }
                case 6 -> {
                    share.lose();
                    round(source);
                    share.regain();
                }
                default -> clock.advance(Duration.ofSeconds(random.nextInt(5)));
            }
            try {
                round(source);
            } catch (KafkaException e) {
                assertThat(e).hasMessageContaining("by the test");
            }
        }
        journal.failCommits(0);
        stream.refuse(0);
        rounds(source, 60);
        source.close();

        assertThat(journal.messages()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(written);
    }
}
