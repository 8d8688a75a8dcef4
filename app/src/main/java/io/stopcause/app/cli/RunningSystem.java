package io.stopcause.app.cli;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.Nearest;
import io.stopcause.model.topic.Topic;
import io.stopcause.notifier.receiver.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of a stopcause that runs: those of the configured cluster, or those of the broker that a {@code run} on the
 * same data directory carries inside it.
 *
 * @param client what a Kafka client needs to connect
 */
record RunningSystem(Map<String, Object> client) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    /** A value with its key and the time at which it was written. */
    record Stamped<T>(String key, T value, Instant written) {}

    /**
     * Finds it.
     *
     * @throws CommandException if nothing runs there
     */
    static RunningSystem of(StopcauseConfig config, Secrets secrets) {
        if (!config.kafka().isEmbedded()) {
            return new RunningSystem(config.kafka().clientProperties(secrets));
        }
        String address = EmbeddedBroker.addressOn(config.data().resolve("kafka"))
                .orElseThrow(() -> CommandException.failure("no stopcause runs on " + config.data()
                        + "; start it with 'stopcause run', or name its configuration with --config"));
        return new RunningSystem(Map.of("bootstrap.servers", address));
    }

    /** Everything that a topic holds now, in the order of each partition. */
    <T> List<Stamped<T>> all(Topic<T> topic) {
        List<Stamped<T>> values = new ArrayList<>();
        each(topic, values::add);
        return values;
    }

    /** The same one by one, for what is too much to be held at once. */
    <T> void each(Topic<T> topic, Consumer<Stamped<T>> taker) {
        between(topic.name(), Optional.empty(), Optional.empty(), entry -> read(topic, entry, taker));
    }

    /** Whether there is a topic of this name: one that a newer version writes may be missing. */
    boolean has(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics(PATIENCE).containsKey(topic);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private CommandException unreadable(KafkaException reason) {
        return CommandException.failure(
                "Kafka at " + client.get("bootstrap.servers") + " cannot be read: " + reason.getMessage());
    }

    /**
     * Every record of a topic that has a value, in the order of each partition.
     *
     * @param from without those that were written before
     * @param to without those that were written then or later
     */
    void between(
            String topic,
            Optional<Instant> from,
            Optional<Instant> to,
            Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
            from.ifPresent(time -> offsets(consumer, partitions, time, ends).forEach(consumer::seek));
            to.ifPresent(time -> ends.putAll(offsets(consumer, partitions, time, ends)));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                    if (entry.value() != null && entry.offset() < ends.getOrDefault(partition(entry), 0L)) {
                        taker.accept(entry);
                    }
                }
            }
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> entry) {
        return new TopicPartition(entry.topic(), entry.partition());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        Map<String, List<PartitionInfo>> topics = consumer.listTopics(PATIENCE);
        if (!topics.containsKey(topic)) {
            throw CommandException.wrongUse(Nearest.unknown("topic", topic, topics.keySet()));
        }
        return topics.getOrDefault(topic, List.of()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** By partition, the first record that was written then or later; the end where there is none. */
    private static Map<TopicPartition, Long> offsets(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Instant time,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        consumer.offsetsForTimes(times, PATIENCE).forEach((partition, found) -> Optional.ofNullable(found)
                .ifPresent(known -> offsets.merge(partition, known.offset(), Math::min)));
        return offsets;
    }

    /** The newest value of each key. */
    <T> Map<String, Stamped<T>> newest(Topic<T> topic) {
        Map<String, Stamped<T>> newest = new LinkedHashMap<>();
        all(topic).forEach(value -> newest.put(value.key(), value));
        return newest;
    }

    private static <T> void read(Topic<T> topic, ConsumerRecord<byte[], byte[]> entry, Consumer<Stamped<T>> taker) {
        if (entry.key() == null) {
            return;
        }
        try {
            taker.accept(new Stamped<>(
                    new String(entry.key(), StandardCharsets.UTF_8),
                    Json.read(entry.value(), topic.type()),
                    Instant.ofEpochMilli(entry.timestamp())));
        } catch (JsonReadException e) {
            throw CommandException.failure(
                    entry.topic() + "-" + entry.partition() + "@" + entry.offset() + ": " + e.getMessage());
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove("group.instance.id");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        return settings;
    }
}
