package io.stopcause.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.Checkpoint;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.Tick;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSinkTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final LogSource SOURCE = new LogSource("1", "eu-west-1", "/ecs/web", "s", Surface.APP_LOG);
    private static final Checkpoint CHECKPOINT = new Checkpoint("source", "42", TIME);

    private final MockProducer<byte[], byte[]> producer = producer(Cluster.empty());

    private static MockProducer<byte[], byte[]> producer(Cluster cluster) {
        return new MockProducer<>(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static LogBatch batch(String... messages) {
        List<LogLine> lines = new ArrayList<>();
        for (String message : messages) {
            lines.add(new LogLine(Integer.toString(lines.size()), TIME, message));
        }
        return new LogBatch(SOURCE, lines);
    }

    private KafkaSink sink() {
        producer.initTransactions();
        return new KafkaSink(producer, Map.of());
    }

    @Test
    void recordsAndTheirCheckpointCommitTogether() {
        KafkaSink sink = sink();
        sink.logs(batch("boom"));
        assertThat(producer.history()).isEmpty();

        sink.commit(List.of(CHECKPOINT));

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(Topics.LOGS.name(), Topics.CHECKPOINTS.name());
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(sink.checkpoint("source")).contains(CHECKPOINT);
    }

    @Test
    void nothingToCommitIsNoTransaction() {
        sink().commit(List.of());

        assertThat(producer.commitCount()).isZero();
    }

    @Test
    void aFailedCommitKeepsNoCheckpoint() {
        KafkaSink sink = sink();
        sink.logs(batch("boom"));
        producer.commitTransactionException = new KafkaException("no");

        assertThatThrownBy(() -> sink.commit(List.of(CHECKPOINT))).isInstanceOf(KafkaException.class);
        assertThat(sink.checkpoint("source")).isEmpty();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void batchesAreSplitUntilTheyFit() {
        KafkaSink sink = sink();
        String large = "x".repeat(1 << 20);
        sink.logs(batch(large, large, large));
        sink.commit(List.of());

        assertThat(producer.history()).hasSize(3).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo(Topics.LOGS.name());
            assertThat(record.value()).hasSizeLessThan(2 << 20);
        });
    }

    @Test
    void aLineThatCannotFitIsCutAndSaid() {
        KafkaSink sink = sink();
        sink.logs(batch("\u0001".repeat(1 << 20)));
        sink.commit(List.of());

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(Topics.LOGS.name(), Topics.DEAD_LETTERS.name());
        assertThat(Json.read(producer.history().get(1).value(), DeadLetter.class)
                        .reason())
                .contains("too large for a record");
    }

    @Test
    void theNewestCheckpointOfEachSourceCounts() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        TopicPartition partition = new TopicPartition(Topics.CHECKPOINTS.name(), 0);
        consumer.updatePartitions(partition.topic(), List.of(info(partition.topic(), 0)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 2L));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < 2; i++) {
                consumer.addRecord(new ConsumerRecord<>(
                        partition.topic(),
                        0,
                        i,
                        "source".getBytes(StandardCharsets.UTF_8),
                        Json.writeBytes(new Checkpoint("source", "position " + i, TIME))));
            }
        });

        assertThat(Checkpoints.read(consumer))
                .containsExactly(Map.entry(
                        "source",
                        new Checkpoints.Kept(new Checkpoint("source", "position 1", TIME), Instant.ofEpochMilli(-1))));
    }

    @Test
    void ticksGoToEveryPartitionAndOnlyForward() {
        MockProducer<byte[], byte[]> plain = producer(cluster(3, 3));
        try (TickSender ticks = new TickSender(plain)) {
            ticks.send(TIME);
            ticks.send(TIME);
            ticks.send(TIME.minusSeconds(1));
        }

        assertThat(plain.history()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2);
        assertThat(Json.read(plain.history().get(0).value(), Tick.class)).isEqualTo(new Tick(TIME));
    }

    @Test
    void ticksAndLogsMustHaveTheSamePartitions() {
        try (TickSender ticks = new TickSender(producer(cluster(3, 4)))) {
            assertThatThrownBy(() -> ticks.send(TIME))
                    .hasMessage(
                            "stopcause.ticks.v1 has 3 partitions, stopcause.logs.v1 has 4; give both the same number");
        }
    }

    private static Cluster cluster(int ticks, int logs) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            partitions.add(info(Topics.TICKS.name(), i));
        }
        for (int i = 0; i < logs; i++) {
            partitions.add(info(Topics.LOGS.name(), i));
        }
        return new Cluster("test", List.of(Node.noNode()), partitions, Set.of(), Set.of());
    }

    private static PartitionInfo info(String topic, int partition) {
        return new PartitionInfo(topic, partition, Node.noNode(), new Node[0], new Node[0]);
    }
}
