package io.stopcause.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that was killed while transactions were being committed ends them all when it starts again. */
class KilledBrokerIT {

    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TopicPartition OFFSETS = new TopicPartition("__consumer_offsets", 0);

    @TempDir
    private Path directory;

    @Test
    void noTransactionHangs() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            commitAndBeKilled();
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
                for (int i = 0; i < CommittingBroker.PRODUCERS; i++) {
                    CommittingBroker.producer(broker, i).close();
                }
                Instant deadline = Instant.now().plus(PATIENCE);
                while (!open(broker).isEmpty()) {
                    assertThat(Instant.now())
                            .as("after kill %d producers %s hang", kill, open(broker))
                            .isBefore(deadline);
                    Thread.sleep(200);
                }
            }
        }
    }

    private void commitAndBeKilled() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingBroker.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().anyMatch(CommittingBroker.READY::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Producers whose last transaction on the topic of offsets has no end. */
    private static Set<Long> open(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            return admin.describeProducers(List.of(OFFSETS)).partitionResult(OFFSETS).get().activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .map(producer -> producer.producerId())
                    .collect(Collectors.toSet());
        }
    }
}
