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
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    @Timeout(60)
    void aTopicOfAnOlderVersionLearnsToKeepEverything(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Admin admin = Admin.create(broker.clientProperties())) {
            String topic = Topics.NOTIFICATIONS.name();
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();

            TopicCreation.ensure(broker.clientProperties(), 1);

            // The broker hears of it from the controller a moment later.
            while (!retention(admin, topic).equals("-1")) {
                Thread.sleep(10);
            }
        }
    }

    private static String retention(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> found =
                admin.describeConfigs(List.of(resource)).all().get();
        return found.values().iterator().next().get("retention.ms").value();
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
