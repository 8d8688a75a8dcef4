package io.stopcause.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Tick;
import io.stopcause.model.topic.Retention;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stopcause asks of a Kafka cluster. Every broker that it claims to work with passes this suite. */
abstract class KafkaSuite {

    private static final int PARTITIONS = 3;

    /** Client properties of a running cluster. */
    abstract Map<String, Object> client();

    @BeforeEach
    void createTopics() {
        TopicCreation.ensure(client(), PARTITIONS);
    }

    @Test
    void topicsHaveThePropertiesThatTheDesignAsksFor() throws Exception {
        try (Admin admin = Admin.create(client())) {
            for (Topic<?> topic : Topics.all()) {
                Config config = config(admin, topic.name());
                assertThat(value(config, "message.timestamp.type")).isEqualTo("LogAppendTime");
                assertThat(value(config, "cleanup.policy"))
                        .isEqualTo(topic.retention() == Retention.NEWEST_OF_KEY ? "compact" : "delete");
                assertThat(Integer.parseInt(value(config, "max.message.bytes"))).isGreaterThan(2 * 1024 * 1024);
            }
            assertThat(partitions(admin, Topics.LOGS)).isEqualTo(PARTITIONS);
        }
    }

    @Test
    void whatWasToldIsKeptForEver() throws Exception {
        try (Admin admin = Admin.create(client())) {
            Config config = config(admin, Topics.NOTIFICATIONS.name());

            assertThat(value(config, "retention.ms")).isEqualTo("-1");
            assertThat(value(config, "retention.bytes")).isEqualTo("-1");
        }
    }

    @Test
    void creatingTopicsAgainChangesNothing() throws Exception {
        assertThat(TopicCreation.ensure(client(), PARTITIONS + 1)).isEqualTo(PARTITIONS);
        try (Admin admin = Admin.create(client())) {
            for (Topic<?> topic : Topics.all()) {
                assertThat(partitions(admin, topic)).isEqualTo(PARTITIONS);
            }
        }
    }

    @Test
    void onlyCommittedTransactionsAreRead() throws Exception {
        ProducerRecord<byte[], byte[]> kept = Topics.TICKS.record("kept", new Tick(Instant.EPOCH));
        ProducerRecord<byte[], byte[]> dropped = Topics.TICKS.record("dropped", new Tick(Instant.EPOCH));
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "suite"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(dropped).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(kept).get();
            producer.commitTransaction();
        }
        List<ConsumerRecord<byte[], byte[]>> read = readAll(Topics.TICKS.name());
        assertThat(read)
                .extracting(found -> new String(found.key(), StandardCharsets.UTF_8))
                .contains("kept")
                .doesNotContain("dropped");
        assertThat(read).extracting(ConsumerRecord::timestampType).containsOnly(TimestampType.LOG_APPEND_TIME);
    }

    @Test
    void carriesALineOfTwoMebibytes() throws Exception {
        byte[] line = new byte[2 * 1024 * 1024];
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of("max.request.size", String.valueOf(TopicCreation.MAX_MESSAGE_BYTES)))) {
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), line))
                    .get();
        }
        assertThat(readAll(Topics.DEAD_LETTERS.name())).anyMatch(found -> found.value().length == line.length);
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(client());
        properties.putAll(more);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Everything that a topic holds now. */
    List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private static Config config(Admin admin, String topic) throws Exception {
        return admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                .all()
                .get()
                .values()
                .iterator()
                .next();
    }

    private static int partitions(Admin admin, Topic<?> topic) throws Exception {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }
}
