package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Coverage;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topics hold gives the same incidents as the files that it came from. */
class TopicHistoryIT {

    private static final String EVENING = Path.of("..", "examples", "evening").toString();

    @TempDir
    private Path directory = Path.of("");

    private record Records(List<ProducerRecord<byte[], byte[]>> all) implements Sink {

        @Override
        public void logs(LogBatch batch) {
            all.add(Topics.LOGS.record(batch.key(), batch));
        }

        @Override
        public void event(AwsEvent event) {
            all.add(Topics.EVENTS.record(event.key(), event));
        }

        @Override
        public void answer(Answer answer) {
            all.add(Topics.ANSWERS.record(answer.question().scope(), answer));
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new AssertionError(letter);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> evening() {
        Records records = new Records(new ArrayList<>());
        FileReading.read(List.of(Path.of(EVENING)), InputStream.nullInputStream(), records, Clock.systemUTC());
        Collections.shuffle(records.all, new Random(1));
        return records.all;
    }

    @Test
    void givesWhatTheFilesGive() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            TopicCreation.ensure(broker.clientProperties(), 4);
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    broker.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
                List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(evening());
                all.add(all.stream()
                        .filter(record -> record.topic().equals(Topics.EVENTS.name()))
                        .findFirst()
                        .orElseThrow());
                all.add(new ProducerRecord<>(
                        Topics.EVENTS.name(), new byte[] {1}, "no event".getBytes(StandardCharsets.UTF_8)));
                Coverage told = new Coverage(
                        "111122223333",
                        "eu-central-1",
                        "/ecs/nginx",
                        Instant.parse("2026-03-03T18:30:00Z"),
                        Instant.parse("2026-03-03T18:50:00Z"),
                        true,
                        List.of(new Coverage.Minute(
                                Instant.parse("2026-03-03T18:45:00Z"),
                                2,
                                2,
                                0,
                                Duration.ZERO,
                                Duration.ZERO,
                                0,
                                Optional.of(3L))));
                all.add(Topics.COVERAGE.record(told.key(), told));
                assertThat(all.stream().map(producer::send).toList())
                        .allSatisfy(sent -> assertThat(sent).succeedsWithin(Duration.ofMinutes(1)));
            }
            String config = Files.writeString(
                            directory.resolve("stopcause.yaml"),
                            "kafka: {bootstrap.servers: '"
                                    + broker.clientProperties().get("bootstrap.servers") + "'}\n")
                    .toString();

            Run topics = Run.of("replay", "--topic", "logs,events,answers", "--config", config, "--format", "json");
            Run text = Run.of("replay", "--topic", "logs,events,answers", "--config", config);
            Run late = Run.of(
                    "replay",
                    "--topic",
                    "events",
                    "--config",
                    config,
                    "--from",
                    Instant.now().plusSeconds(86_400).toString());
            Run unknown = Run.of("replay", "--topic", "evnts", "--config", config);

            assertThat(topics.err()).isEmpty();
            assertThat(topics.out())
                    .isNotEmpty()
                    .isEqualTo(Run.of("replay", EVENING, "--format", "json").out());
            assertThat(text.out())
                    .contains("read 3 topics: 71 events, 56 log lines, 2 answers; 1 duplicate; 128 late; 1 not usable")
                    .contains("not used: stopcause.events.v1-")
                    .contains("  log group /ecs/nginx: complete from 3 March 2026, 18:30:00, to 18:45:00; 1 log event"
                            + " missing of what CloudWatch got in the minute of 3 March 2026, 18:45:00; complete from"
                            + " 3 March 2026, 18:46:00, to 18:50:00");
            assertThat(late.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(unknown.exitCode()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(unknown.err()).contains("unknown topic 'evnts'");
        }
    }
}
