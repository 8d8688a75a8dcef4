package io.stopcause.app.run;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Transaction;
import io.stopcause.ingest.format.LogMessages;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures how many log events a second go through ingest into Kafka, in transactions with their checkpoints, against the
 * bare producer with the same bytes, by turns in one run: {@code IngestRate [EVENTS [ROUNDS]]}. The bare producer has
 * Kafka's defaults but for ingest's compression and linger, and then ingest's batch size too.
 */
final class IngestRate {

    private static final int PAGE = 10_000;
    private static final int MESSAGES = 9973;
    private static final int STREAMS = 50;
    private static final Instant START = Instant.parse("2026-03-03T20:00:00Z");

    private IngestRate() {}

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path directory = Files.createTempDirectory("ingest-rate");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            TopicCreation.ensure(broker.clientProperties(), 4);
            ingest(broker.clientProperties(), events, "warm");
            for (int round = 0; round < rounds; round++) {
                List<ProducerRecord<byte[], byte[]>> same = new ArrayList<>();
                Map<TopicPartition, Long> before = ends(broker.clientProperties());
                double ingested = ingest(broker.clientProperties(), events, "round-" + round);
                long bytes = written(broker.clientProperties(), before, same);
                double bare = produce(broker.clientProperties(), Map.of(), same, events);
                double tuned =
                        produce(broker.clientProperties(), Map.of("batch.size", KafkaSink.BATCH_BYTES), same, events);
                System.out.printf(
                        "%,d events, %,d MB: ingest %,.0f events/s; bare producer %,.0f events/s, ratio %.2f;"
                                + " the same with ingest's batch size %,.0f events/s, ratio %.2f%n",
                        events, bytes / 1_000_000, ingested, bare, ingested / bare, tuned, ingested / tuned);
            }
        }
    }

    private static double ingest(Map<String, Object> client, int events, String name) {
        try (KafkaSink journal = KafkaSink.open(client, name)) {
            Transaction transaction = new Transaction(journal);
            Intake intake = new Intake(journal, Clock.systemUTC());
            LogMessages messages = new LogMessages(intake);
            List<LogSource> streams = streams();
            List<String> page = page();
            long start = System.nanoTime();
            for (int i = 0; i < events; i++) {
                messages.read(
                        streams.get(i / 200 % STREAMS),
                        Optional.of(name + i),
                        START.plusMillis(i),
                        page.get(i % MESSAGES));
                if ((i + 1) % PAGE == 0) {
                    intake.flush();
                    transaction.cover(new Checkpoint(name, Integer.toString(i), START.plusMillis(i)));
                }
            }
            intake.flush();
            transaction.commit();
            return events / seconds(start);
        }
    }

    /** Of a page of CloudWatch Logs: streams take turns by hundreds of lines. */
    private static List<LogSource> streams() {
        List<LogSource> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(new LogSource(
                    "111122223333", "eu-west-1", "/ecs/web", "web/web/" + "%032x".formatted(i), Surface.APP_LOG));
        }
        return streams;
    }

    /** What the messages of all pages say; a stream gets others of them from each page. */
    private static List<String> page() {
        List<String> messages = new ArrayList<>(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            messages.add("192.0.2.7 - - \"GET /orders/" + i
                    + " HTTP/1.1\" 200 5316 \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"");
        }
        return messages;
    }

    private static Map<TopicPartition, Long> ends(Map<String, Object> client) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            return new HashMap<>(consumer.endOffsets(partitions(consumer)));
        }
    }

    /** Reads back what was written, and says how many bytes it was. */
    private static long written(
            Map<String, Object> client, Map<TopicPartition, Long> from, List<ProducerRecord<byte[], byte[]>> records) {
        long bytes = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> to = consumer.endOffsets(from.keySet());
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    records.add(new ProducerRecord<>(record.topic(), record.key(), record.value()));
                    bytes += record.value().length;
                }
            }
        }
        return bytes;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.LOGS.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    private static double produce(
            Map<String, Object> client,
            Map<String, Object> more,
            List<ProducerRecord<byte[], byte[]>> records,
            int events) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(more);
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "5");
        settings.put("acks", "all");
        settings.put("max.request.size", Integer.toString(8 << 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(Topics.LOGS.name());
            long start = System.nanoTime();
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record);
            }
            producer.flush();
            return events / seconds(start);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
