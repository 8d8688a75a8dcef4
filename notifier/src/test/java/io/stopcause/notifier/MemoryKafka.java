package io.stopcause.notifier;

import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics that a notifier reads, one partition each, and what it writes; all in memory. */
final class MemoryKafka {

    private static final TopicPartition LOG = new TopicPartition(Topics.NOTIFICATIONS.name(), 0);

    private final MockConsumer<byte[], byte[]> topics = new MockConsumer<>("earliest");
    private final MockConsumer<byte[], byte[]> membership = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Map<String, List<byte[]>> written = new HashMap<>();

    MemoryKafka() {
        for (Topic<?> topic :
                List.of(Topics.INCIDENTS, Topics.NOTIFICATIONS, Topics.SILENCES, Topics.ACKNOWLEDGEMENTS)) {
            written.put(topic.name(), new ArrayList<>());
            topics.updatePartitions(
                    topic.name(), List.of(new PartitionInfo(topic.name(), 0, Node.noNode(), new Node[0], new Node[0])));
            topics.updateBeginningOffsets(Map.of(new TopicPartition(topic.name(), 0), 0L));
        }
    }

    /** Stands in a topic before the notifier starts. */
    <T> MemoryKafka holding(Topic<T> topic, List<T> values) {
        values.forEach(value -> holding(topic, Json.writeBytes(value)));
        return this;
    }

    MemoryKafka holding(Topic<?> topic, byte[] value) {
        written.getOrDefault(topic.name(), new ArrayList<>()).add(value);
        return this;
    }

    /** The last notifier lived until then. */
    MemoryKafka lastAliveAt(Instant time) {
        membership.schedulePollTask(
                () -> membership.commitSync(Map.of(LOG, new OffsetAndMetadata(0, time.toString()))));
        return this;
    }

    /** What a notifier starts with. */
    KafkaAccess access() {
        written.forEach(
                (topic, values) -> topics.updateEndOffsets(Map.of(new TopicPartition(topic, 0), (long) values.size())));
        topics.schedulePollTask(() -> deliver(Topics.NOTIFICATIONS, Topics.SILENCES, Topics.ACKNOWLEDGEMENTS));
        topics.schedulePollTask(() -> deliver(Topics.INCIDENTS));
        membership.updateBeginningOffsets(Map.of(LOG, 0L));
        membership.schedulePollTask(() -> membership.rebalance(List.of(LOG)));
        return new KafkaAccess(() -> membership, () -> topics, partition -> producer);
    }

    private void deliver(Topic<?>... which) {
        for (Topic<?> topic : which) {
            List<byte[]> values = written.getOrDefault(topic.name(), List.of());
            for (int i = 0; i < values.size(); i++) {
                topics.addRecord(entry(topic.name(), i, values.get(i)));
            }
        }
    }

    /** Comes while the notifier runs. */
    <T> void arrives(Topic<T> topic, T value) {
        byte[] bytes = Json.writeBytes(value);
        List<byte[]> all = written.getOrDefault(topic.name(), new ArrayList<>());
        long offset = all.size();
        all.add(bytes);
        topics.schedulePollTask(() -> topics.addRecord(entry(topic.name(), offset, bytes)));
    }

    void arrives(Incident incident) {
        arrives(Topics.INCIDENTS, incident);
    }

    private static ConsumerRecord<byte[], byte[]> entry(String topic, long offset, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                System.currentTimeMillis(),
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /** The notification log as the notifier wrote it. */
    List<Notification> log() {
        return values(Topics.NOTIFICATIONS);
    }

    <T> List<T> values(Topic<T> topic) {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(topic.name()))
                .map(entry -> Json.read(entry.value(), topic.type()))
                .toList();
    }

    MockProducer<byte[], byte[]> producer() {
        return producer;
    }
}
