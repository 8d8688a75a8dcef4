package io.stopcause.bench.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients alone: what no analyzer can undercut. */
final class Bare {

    private static final int MAX_REQUEST = 8 << 20;
    private static final int BATCH = 512 << 10;

    private Bare() {}

    /** A producer with ingest's settings. */
    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", 5);
        settings.put("batch.size", BATCH);
        settings.put("max.request.size", MAX_REQUEST);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static void send(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            // What is not sent is missed by whoever waits for it.
            var unused = producer.send(record);
        }
        producer.flush();
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads so many records from there and throws them away. */
    static void read(Map<String, Object> client, Map<TopicPartition, Long> from, int records) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            int read = 0;
            while (read < records) {
                read += consumer.poll(Duration.ofMillis(100)).count();
            }
        }
    }
}
