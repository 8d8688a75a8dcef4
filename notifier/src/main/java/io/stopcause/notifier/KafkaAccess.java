package io.stopcause.notifier;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients that the notifier uses.
 *
 * @param incidents reads incidents as a member of a group; several notifiers share the partitions
 * @param notifications reads the whole notification log
 * @param producer writes the notification log and dead letters
 */
public record KafkaAccess(
        Supplier<Consumer<byte[], byte[]>> incidents,
        Supplier<Consumer<byte[], byte[]>> notifications,
        Supplier<Producer<byte[], byte[]>> producer) {

    private static final String GROUP = "stopcause-notifier";

    /** How long Kafka waits for an instance that died before another takes over; Kafka's own 45 s are long for a page. */
    private static final int SESSION_MILLIS = 10_000;

    /** Clients of one cluster; {@code properties} are Kafka's own, {@code bootstrap.servers} among them. */
    public static KafkaAccess of(Map<String, Object> properties) {
        return new KafkaAccess(
                () -> new KafkaConsumer<>(
                        consumer(
                                properties,
                                Map.of(
                                        ConsumerConfig.GROUP_ID_CONFIG,
                                        GROUP,
                                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                        SESSION_MILLIS)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                () -> new KafkaConsumer<>(
                        consumer(properties, Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                () -> new KafkaProducer<>(
                        with(
                                properties,
                                Map.of(
                                        ProducerConfig.ACKS_CONFIG,
                                        "all",
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        true,
                                        ProducerConfig.LINGER_MS_CONFIG,
                                        0)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    private static Map<String, Object> consumer(Map<String, Object> properties, Map<String, Object> more) {
        Map<String, Object> settings = with(properties, more);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.putAll(more);
        return settings;
    }
}
