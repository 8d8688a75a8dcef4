package io.stopcause.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes that share log groups, of which one is killed again and again: the other takes its groups over, and each
 * line is written once. The property {@code stopcause.kills} says how often, {@code stopcause.seed} when.
 */
class ShareIT {

    private static final int KILLS = Integer.getInteger("stopcause.kills", 1);
    private static final long SEED = Long.getLong("stopcause.seed", 20260303L);
    private static final int GROUPS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path directory;

    private final Map<String, Process> readers = new HashMap<>();
    private int started;

    @Test
    void whoIsKilledIsReplacedAndNothingIsLostOrWrittenTwice() throws Exception {
        Random random = new Random(SEED);
        List<Long> gaps = new ArrayList<>();
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
                LogGroups groups = new LogGroups(GROUPS)) {
            TopicCreation.ensure(broker.clientProperties(), 4);
            ScheduledFuture<?> writing = writer.scheduleAtFixedRate(groups::write, 0, 200, TimeUnit.MILLISECONDS);
            run(broker, groups);
            run(broker, groups);
            for (int kill = 0; kill < KILLS; kill++) {
                long since = System.nanoTime();
                await(() -> allRead(broker, groups, since), "kill " + kill + ": one has no share");
                Thread.sleep(random.nextInt(1000));
                List<String> names = new ArrayList<>(readers.keySet());
                String victim = names.remove(random.nextInt(names.size()));
                kill(victim);
                long killed = System.nanoTime();
                await(() -> groups.askedBy(names.get(0), killed) == GROUPS, "kill " + kill + ": groups are not read");
                gaps.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
                run(broker, groups);
            }
            writing.cancel(false);
            List<String> committed = new ArrayList<>();
            try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
                await(() -> read(consumer, committed) >= groups.written().size(), "lines are missing");
                Thread.sleep(2000);
                read(consumer, committed);
            }
            assertThat(committed).as("seed %s", SEED).containsExactlyInAnyOrderElementsOf(groups.written());
            System.out.printf(
                    "%d kills, seed %d: %d lines of %d groups, 0 lost, 0 twice; all groups read again after %d ms at most,"
                            + " %d ms on average%n",
                    KILLS,
                    SEED,
                    committed.size(),
                    GROUPS,
                    gaps.stream().mapToLong(Long::longValue).max().orElseThrow(),
                    (long) gaps.stream().mapToLong(Long::longValue).average().orElseThrow());
        } finally {
            writer.shutdownNow();
            readers.values().forEach(Process::destroyForcibly);
        }
    }

    private void kill(String name) throws InterruptedException {
        Process process = readers.remove(name);
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** On a busy machine one may give up before the broker has answered it. */
    private boolean allRead(EmbeddedBroker broker, LogGroups groups, long since) {
        for (String reader : List.copyOf(readers.keySet())) {
            if (!Optional.ofNullable(readers.get(reader)).map(Process::isAlive).orElse(false)) {
                readers.remove(reader);
                run(broker, groups);
            }
        }
        return readers.keySet().stream().allMatch(reader -> groups.askedBy(reader, since) > 0);
    }

    private static int read(KafkaConsumer<byte[], byte[]> consumer, List<String> ids) {
        consumer.poll(Duration.ofMillis(200))
                .forEach(record ->
                        Json.read(record.value(), LogBatch.class).lines().forEach(line -> ids.add(line.id())));
        return ids.size();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedBroker broker) {
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

    private void run(EmbeddedBroker broker, LogGroups groups) {
        try {
            readers.put("reader" + started, start("reader" + started++, broker, groups));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String name, EmbeddedBroker broker, LogGroups groups) throws IOException {
        Path config = Files.writeString(directory.resolve("stopcause.yaml"), """
                kafka: {bootstrap.servers: '%s'}
                ingest:
                  aws: {region: us-east-1, endpoint: '%s', account: '123456789012'}
                  logs: {prefixes: [%s], pollInterval: PT1S, settle: PT1S}
                  checks: {enabled: false}
                """.formatted(
                        broker.bootstrapServers(), groups.address(), LogGroups.PREFIX));
        ProcessBuilder builder = new ProcessBuilder(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stopcause.app.Main",
                "run",
                "--roles",
                "ingest",
                "--config",
                config.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", name);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "emulated");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("run.log").toFile()))
                .start();
    }

    private void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as(() -> "seed " + SEED + ": " + otherwise + "\n" + output())
                    .isNegative();
            Thread.sleep(50);
        }
    }

    private String output() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("run.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
