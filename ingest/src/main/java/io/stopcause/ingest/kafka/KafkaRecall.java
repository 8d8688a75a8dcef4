package io.stopcause.ingest.kafka;

import io.stopcause.ingest.Recall;
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

/** Reads the topics of logs and events from one time by Kafka's clock to another, a poll for each part. */
final class KafkaRecall implements Recall {

    private static final Duration WAIT = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    /** Where to stop in what is not read to its end yet. */
    private final Map<TopicPartition, Long> left;

    /** @param consumer is closed with this */
    KafkaRecall(Consumer<byte[], byte[]> consumer, Instant from, Instant to) {
        this.consumer = consumer;
        List<TopicPartition> partitions = Reading.assign(consumer, Topics.LOGS.name(), Topics.EVENTS.name());
        this.left = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, OffsetAndTimestamp> starts = at(partitions, from);
        at(partitions, to).forEach((partition, after) -> {
            if (after != null) {
                left.put(partition, after.offset());
            }
        });
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
    }

    private Map<TopicPartition, OffsetAndTimestamp> at(List<TopicPartition> partitions, Instant time) {
        return consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(each -> each, each -> time.toEpochMilli())));
    }

    @Override
    public boolean next(Taker taker) {
        if (isLeft()) {
            consumer.poll(WAIT).forEach(record -> tell(record, taker));
        }
        return isLeft();
    }

    private boolean isLeft() {
        left.entrySet().removeIf(each -> consumer.position(each.getKey()) >= each.getValue());
        return !left.isEmpty();
    }

    private static void tell(ConsumerRecord<byte[], byte[]> record, Taker taker) {
        if (record.topic().equals(Topics.LOGS.name())) {
            taker.lines(Json.read(record.value(), LogBatch.class));
        } else {
            taker.event(Json.read(record.value(), AwsEvent.class));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
