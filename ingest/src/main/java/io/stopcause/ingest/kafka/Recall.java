package io.stopcause.ingest.kafka;

import io.stopcause.ingest.Sink;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads back what was committed in a span of time, so that who goes on from there does not write it again. */
final class Recall {

    private static final Duration WAIT = Duration.ofMillis(200);

    private Recall() {}

    static void read(Consumer<byte[], byte[]> consumer, Instant from, Instant to, Sink sink) {
        List<TopicPartition> partitions = Reading.assign(consumer, Topics.LOGS.name(), Topics.EVENTS.name());
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> starts = at(consumer, partitions, from);
        at(consumer, partitions, to).forEach((partition, after) -> {
            if (after != null) {
                ends.put(partition, after.offset());
            }
        });
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            if (start == null) {
                left.remove(partition);
            } else {
                consumer.seek(partition, start.offset());
            }
        }
        consumer.pause(
                partitions.stream().filter(each -> !left.containsKey(each)).toList());
        while (left.entrySet().removeIf(each -> consumer.position(each.getKey()) >= each.getValue())
                || !left.isEmpty()) {
            consumer.poll(WAIT).forEach(record -> tell(record, sink));
        }
    }

    private static Map<TopicPartition, OffsetAndTimestamp> at(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant time) {
        return consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(each -> each, each -> time.toEpochMilli())));
    }

    private static void tell(ConsumerRecord<byte[], byte[]> record, Sink sink) {
        if (record.topic().equals(Topics.LOGS.name())) {
            sink.logs(Json.read(record.value(), LogBatch.class));
        } else {
            sink.event(Json.read(record.value(), AwsEvent.class));
        }
    }
}
