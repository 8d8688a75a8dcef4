package io.stopcause.app.broker;

import java.util.Map;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The suite against Kafka's own image; skips itself where no Docker is found. */
@Testcontainers(disabledWithoutDocker = true)
class KafkaInDockerTest extends KafkaSuite {

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.1.1");

    @Override
    Map<String, Object> client() {
        return Map.of("bootstrap.servers", KAFKA.getBootstrapServers());
    }
}
