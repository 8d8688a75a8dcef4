package io.stopcause.app.cli;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
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
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
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
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), PATIENCE).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(entry -> read(topic, entry, taker));
            }
        } catch (KafkaException e) {
            throw CommandException.failure(
                    "Kafka at " + client.get("bootstrap.servers") + " cannot be read: " + e.getMessage());
        }
    }

    /** The newest value of each key. */
    <T> Map<String, Stamped<T>> newest(Topic<T> topic) {
        Map<String, Stamped<T>> newest = new LinkedHashMap<>();
        all(topic).forEach(value -> newest.put(value.key(), value));
        return newest;
    }

    private static <T> void read(Topic<T> topic, ConsumerRecord<byte[], byte[]> entry, Consumer<Stamped<T>> taker) {
        if (entry.value() == null || entry.key() == null) {
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
