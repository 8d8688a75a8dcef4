package io.stopcause.ingest.kafka;

import io.stopcause.model.Checkpoint;
import io.stopcause.model.Json;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads the checkpoints of all sources: the newest of each, committed ones only. */
final class Checkpoints {

    private static final Duration WAIT = Duration.ofMillis(200);

    private Checkpoints() {}

    /** A checkpoint, and when it was committed. */
    record Kept(Checkpoint checkpoint, Instant at) {}

    static Map<String, Kept> read(Map<String, Object> client) {
        try (Consumer<byte[], byte[]> consumer = Reading.consumer(client)) {
            return read(consumer);
        }
    }

    static Map<String, Kept> read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = Reading.assign(consumer, Topics.CHECKPOINTS.name());
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, Kept> newest = new HashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            collect(consumer.poll(WAIT), newest);
        }
        return newest;
    }

    static void collect(ConsumerRecords<byte[], byte[]> records, Map<String, Kept> newest) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            newest.put(
                    new String(record.key(), StandardCharsets.UTF_8),
                    new Kept(Json.read(record.value(), Checkpoint.class), Instant.ofEpochMilli(record.timestamp())));
        }
    }
}
