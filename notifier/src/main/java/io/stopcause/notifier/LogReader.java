package io.stopcause.notifier;

import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.Notification;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.decision.NotificationLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of notifications into the log, from its beginning and then on. Used by one thread. */
final class LogReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final NotificationLog log;
    private final Set<TopicPartition> known = new HashSet<>();

    LogReader(Consumer<byte[], byte[]> consumer, NotificationLog log) {
        this.consumer = consumer;
        this.log = log;
    }

    /** Returns when all that had been written before the call has been taken in. */
    void catchUp() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.NOTIFICATIONS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (known.addAll(partitions)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return;
        }
        try {
            log.replay(Json.read(entry.value(), Notification.class));
        } catch (JsonReadException e) {
            // Our own writing in a form that this version does not read: it can only cost a repeated message.
            LOG.warn("skipped {}-{}@{}: {}", entry.topic(), entry.partition(), entry.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
