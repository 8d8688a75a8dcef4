package io.stopcause.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.Tick;
import io.stopcause.model.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest extends KafkaSuite {

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;

    @BeforeEach
    @Override
    void createTopics() {
        broker = EmbeddedBroker.start(directory);
        super.createTopics();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Override
    Map<String, Object> client() {
        return broker.clientProperties();
    }

    @Test
    void keepsItsRecordsAndItsIdOverARestart() throws Exception {
        String id = clusterId();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(Topics.TICKS.record("0", new Tick(Instant.EPOCH))).get();
        }
        broker.close();
        broker = EmbeddedBroker.start(directory);
        assertThat(clusterId()).isEqualTo(id);
        assertThat(readAll(Topics.TICKS.name())).hasSize(1);
        broker.check();
    }

    @Test
    void refusesADirectoryThatAnotherOneUses() {
        assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("in use by another stopcause")
                .hasMessageContaining(directory.toString());
        broker.check();
    }

    @Test
    void saysWhichDirectoryItCannotWrite() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(file))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("cannot write the data directory " + file);
    }

    private String clusterId() throws Exception {
        try (Admin admin = Admin.create(client())) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
