package io.stopcause.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While Kafka stands still, reading does too: more comes than the process has memory for, and nothing is lost. */
class SlowKafkaIT {

    private static final int GROUPS = 6;
    private static final int LINES = 4000;
    private static final int CHARS = 2000;
    private static final String HEAP = "64m";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void moreThanMemoryHoldsWaitsWhereItIs() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"));
                LogGroups groups = new LogGroups(GROUPS)) {
            Process reader = start(broker, groups);
            try {
                await(() -> groups.askedBy("reader", 0) == GROUPS, "groups are not read");
                broker.standStill();
                Random random = new Random(1);
                for (int i = 0; i < LINES; i++) {
                    groups.write(noise(random));
                }
                Thread.sleep(20_000);
                assertThat(reader.isAlive()).isTrue();
                broker.goOn();

                List<String> committed = new ArrayList<>();
                try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
                    await(() -> read(consumer, committed) >= GROUPS * LINES, "lines are missing");
                    read(consumer, committed);
                }
                assertThat(committed).containsExactlyInAnyOrderElementsOf(groups.written());
            } finally {
                reader.destroyForcibly().waitFor();
            }
        }
    }

    /** What no compression makes smaller: else memory would hold all of it. */
    private static String noise(Random random) {
        return random.ints(CHARS, '!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Process start(BrokerProcess broker, LogGroups groups) throws Exception {
        Path config = Files.writeString(directory.resolve("stopcause.yaml"), """
                kafka: {bootstrap.servers: '%s'}
                ingest:
                  aws: {region: us-east-1, endpoint: '%s', account: '123456789012'}
                  logs: {prefixes: [%s], pollInterval: PT1S, settle: PT1S}
                  checks: {enabled: false}
                """.formatted(
                        broker.clientProperties().get("bootstrap.servers"), groups.address(), LogGroups.PREFIX));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stopcause.app.Main",
                "run",
                "--roles",
                "ingest",
                "--config",
                config.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "reader");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "emulated");
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("run.log").toFile())
                .start();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(BrokerProcess broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientProperties());
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.LOGS.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static int read(KafkaConsumer<byte[], byte[]> consumer, List<String> ids) {
        consumer.poll(Duration.ofMillis(500))
                .forEach(record ->
                        Json.read(record.value(), LogBatch.class).lines().forEach(line -> ids.add(line.id())));
        return ids.size();
    }

    private void await(BooleanSupplier condition, String otherwise) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as(() -> otherwise + "\n" + output())
                    .isNegative();
            Thread.sleep(100);
        }
    }

    private String output() {
        try {
            return Files.readString(directory.resolve("run.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
