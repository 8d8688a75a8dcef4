package io.stopcause.app.demo;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What the notifier has written down. For one thread. */
final class MessageLog implements AutoCloseable {

    private final Consumer<byte[], Notification> consumer;
    private final List<Notification> delivered = new ArrayList<>();

    MessageLog(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("isolation.level", "read_committed");
        Deserializer<Notification> values = Topics.NOTIFICATIONS.serde().deserializer();
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), values);
        consumer.assign(consumer.partitionsFor(Topics.NOTIFICATIONS.name()).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList());
    }

    /** Waits at most so long for something new. */
    void read(Duration time) {
        consumer.poll(time).forEach(entry -> {
            if (entry.value().attempt().outcome() == Notification.Outcome.DELIVERED) {
                delivered.add(entry.value());
            }
        });
    }

    int count() {
        return delivered.size();
    }

    /** Whether the end of every incident has been told. */
    boolean toldTheEndOf(List<Incident> incidents) {
        List<String> ended = delivered.stream()
                .filter(message -> message.kind() == Notification.Kind.RESOLVED)
                .map(Notification::incident)
                .toList();
        return incidents.stream().map(Incident::id).allMatch(ended::contains);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
