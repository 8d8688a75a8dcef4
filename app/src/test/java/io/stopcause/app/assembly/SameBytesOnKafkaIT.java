package io.stopcause.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Window;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.ingest.kafka.TickSender;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same records give the same incidents in replay and through a real broker, on any number of partitions. */
class SameBytesOnKafkaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"evening, 1", "evening, 4", "evening, 16", "one-secret, 1", "one-secret, 8"})
    void onAnyNumberOfPartitions(String example, int partitions) {
        List<Path> recording = List.of(Path.of("..", "examples", example));
        RuleSet rules = RuleSet.shipped();
        Replay replay = Replay.of(
                new Replay.Input(recording, InputStream.nullInputStream(), Window.EVERYTHING, false),
                rules,
                Clock.systemUTC(),
                count -> {});
        Map<String, String> expected = new TreeMap<>();
        replay.analysis().incidents().forEach(incident -> expected.put(incident.id(), Json.write(incident)));

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            TopicCreation.ensure(broker.clientProperties(), partitions);
            AnalyzerPart analyzer =
                    new AnalyzerPart(rules, broker.clientProperties(), partitions, directory.resolve("state"));
            write(broker, recording, partitions);
            try (TickSender ticks = TickSender.open(broker.clientProperties())) {
                ticks.send(replay.used().orElseThrow().last().plus(Narrator.GRACE));
            }

            assertThat(incidents(broker, expected)).isEqualTo(expected);
            analyzer.close();
        }
    }

    /** Writes the recording line by line, in an order of the seed's choosing. */
    private static void write(EmbeddedBroker broker, List<Path> recording, long seed) {
        List<Consumer<Sink>> records = new ArrayList<>();
        FileReading.read(recording, InputStream.nullInputStream(), new Collecting(records), Clock.systemUTC());
        Collections.shuffle(records, new Random(seed));
        try (KafkaSink sink = KafkaSink.open(broker.clientProperties(), "recording")) {
            records.forEach(record -> record.accept(sink));
            sink.commit(List.of());
        }
    }

    private record Collecting(List<Consumer<Sink>> records) implements Sink {

        @Override
        public void logs(LogBatch batch) {
            batch.lines().forEach(line -> records.add(sink -> sink.logs(new LogBatch(batch.source(), List.of(line)))));
        }

        @Override
        public void event(AwsEvent event) {
            records.add(sink -> sink.event(event));
        }

        @Override
        public void answer(Answer answer) {
            records.add(sink -> sink.answer(answer));
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new AssertionError("the recording is readable, but: " + letter);
        }
    }

    /** The newest incidents, as soon as they are the expected ones or patience ends. */
    private static Map<String, String> incidents(EmbeddedBroker broker, Map<String, String> expected) {
        Map<String, Object> client = new HashMap<>(broker.clientProperties());
        client.put("auto.offset.reset", "earliest");
        client.put("group.id", "test");
        client.put("isolation.level", "read_committed");
        Map<String, String> newest = new TreeMap<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.INCIDENTS.name()));
            while (!newest.equals(expected) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        newest.remove(key);
                    } else {
                        newest.put(key, Json.write(Json.read(record.value(), Incident.class)));
                    }
                });
            }
        }
        return newest;
    }
}
