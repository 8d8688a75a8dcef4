package io.stopcause.ingest.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that see committed records only. */
final class Reading {

    private Reading() {}

    /** One that belongs to no group. */
    static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return consumer(properties, Map.of());
    }

    static Consumer<byte[], byte[]> consumer(Map<String, Object> client, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.putAll(more);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All partitions of a topic, from now on read by this consumer. */
    static List<TopicPartition> assign(Consumer<byte[], byte[]> consumer, String... topics) {
        List<TopicPartition> partitions = List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }
}
