package io.stopcause.app.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCreationTest {

    @Test
    void refusesTopicsThatCannotMeet(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Admin admin = Admin.create(broker.clientProperties())) {
            admin.createTopics(List.of(new NewTopic(Topics.EVENTS.name(), Optional.of(7), Optional.empty())))
                    .all()
                    .get();
            assertThatThrownBy(() -> TopicCreation.ensure(broker.clientProperties(), 4))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(Topics.EVENTS.name() + " has 7")
                    .hasMessageContaining(Topics.LOGS.name() + " has 4");
        }
    }

    @Test
    void saysWhereItCannotReachKafka() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> TopicCreation.ensure(Map.of("bootstrap.servers", "127.0.0.1:" + closed), 1))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("cannot reach Kafka at 127.0.0.1:" + closed)
                .hasMessageContaining("kafka.bootstrap.servers");
    }
}
