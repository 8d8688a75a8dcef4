package io.stopcause.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.console.Evening;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BoardLoopTest {

    private static final List<Topic<?>> READ = List.of(
            Topics.INCIDENTS,
            Topics.FINDINGS,
            Topics.HISTORIES,
            Topics.ACKNOWLEDGEMENTS,
            Topics.NOTIFICATIONS,
            Topics.SILENCES,
            Topics.CORRECTIONS,
            Topics.CHECKPOINTS,
            Topics.DEAD_LETTERS);

    private final IncidentBoard board = new IncidentBoard();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final AtomicLong offset = new AtomicLong();

    private void createTopics() {
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (Topic<?> topic : READ) {
            starts.put(new TopicPartition(topic.name(), 0), 0L);
            Node node = new Node(1, "localhost", 1);
            kafka.updatePartitions(
                    topic.name(),
                    List.of(new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node})));
        }
        kafka.updateBeginningOffsets(starts);
        kafka.updateEndOffsets(starts);
    }

    private void send(Topic<?> topic, String key, byte[] value) {
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>(
                topic.name(), 0, offset.getAndIncrement(), key.getBytes(StandardCharsets.UTF_8), value)));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void recordsComeOntoTheBoardAndTombstonesTakeThemOff() throws Exception {
        createTopics();
        send(
                Topics.INCIDENTS,
                "a",
                Topics.INCIDENTS.record("a", Evening.mismatch()).value());
        send(
                Topics.INCIDENTS,
                "b",
                Topics.INCIDENTS.record("b", Evening.blind()).value());

        try (BoardLoop loop = new BoardLoop(board, () -> kafka)) {
            loop.start();
            await(() -> board.snapshot().incidents().size() == 2);
            await(() -> loop.check().isEmpty());
            tombstone("a");
            await(() -> board.snapshot().incidents().equals(List.of(Evening.blind())));
        }
        assertThat(kafka.closed()).isTrue();
    }

    @SuppressWarnings("NullAway") // a record without a value is how Kafka says "forget this key"
    private void tombstone(String key) {
        send(Topics.INCIDENTS, key, null);
    }

    @Test
    void aRecordThatCannotBeReadIsSaidAndTheOthersStillShow() throws Exception {
        createTopics();
        send(Topics.INCIDENTS, "a", "{\"nonsense\":1}".getBytes(StandardCharsets.UTF_8));
        send(
                Topics.INCIDENTS,
                "b",
                Topics.INCIDENTS.record("b", Evening.blind()).value());

        try (BoardLoop loop = new BoardLoop(board, () -> kafka)) {
            loop.start();
            await(() -> board.snapshot().incidents().size() == 1);
            await(() -> loop.check().stream().allMatch(problem -> problem.contains("offset 0")));
            assertThat(loop.check().get(0)).contains("stopcause.incidents.v1", "offset 0", "rule");
        }
    }

    @Test
    void aMissingTopicIsAFailingCheckAndClosingStillWorks() throws Exception {
        List<String> seen = new ArrayList<>();
        try (BoardLoop loop = new BoardLoop(board, () -> kafka)) {
            loop.start();
            await(() -> loop.check().stream().anyMatch(problem -> problem.contains("does not exist yet")));
            seen.addAll(loop.check());
        }
        assertThat(seen).singleElement().asString().contains("stopcause.acknowledgements.v1");
    }
}
