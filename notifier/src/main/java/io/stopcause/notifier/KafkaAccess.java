package io.stopcause.notifier;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients that the notifier uses.
 *
 * @param membership is a member of a group and reads nothing: whoever has a partition of the notification log tells what
 *     is written there
 * @param topics reads everything that there is to know
 * @param outbox writes to one partition of the notification log, in transactions; a newer one for the same partition
 *     fences the older
 */
public record KafkaAccess(
        Supplier<Consumer<byte[], byte[]>> membership,
        Supplier<Consumer<byte[], byte[]>> topics,
        IntFunction<Producer<byte[], byte[]>> outbox) {

    private static final String GROUP = "stopcause-notifier";
    private static final String TRANSACTIONS = "stopcause-notifier-";

    /** How long Kafka waits for an instance that died before another takes over; Kafka's own 45 s are long for a page. */
    private static final int SESSION_MILLIS = 10_000;

    private static final int HEARTBEAT_MILLIS = 2_000;

    /** Entries are small; Kafka's own 32 MiB for each partition would add up. */
    private static final long BUFFER_BYTES = 4L << 20;

    /** Clients of one cluster; {@code properties} are Kafka's own, {@code bootstrap.servers} among them. */
    public static KafkaAccess of(Map<String, Object> properties) {
        Map<String, Object> member = new HashMap<>();
        member.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        member.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        member.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        member.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaAccess(
                () -> consumer(properties, member),
                () -> consumer(properties, Map.of()),
                partition -> new KafkaProducer<>(
                        with(
                                properties,
                                Map.of(
                                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                        TRANSACTIONS + partition,
                                        ProducerConfig.LINGER_MS_CONFIG,
                                        0,
                                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                                        BUFFER_BYTES)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties, Map<String, Object> more) {
        Map<String, Object> settings = with(properties, more);
        if (more.isEmpty()) {
            settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        }
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.putAll(more);
        return settings;
    }
}
