package io.stopcause.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.notifier.receiver.Secrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopcauseConfigTest {

    private static final Path FILE = Path.of("/etc/stopcause/stopcause.yaml");

    @Test
    void everythingMayBeLeftOut() {
        StopcauseConfig config = parse("");
        assertThat(config.kafka().isEmbedded()).isTrue();
        assertThat(config.data()).isEqualTo(Path.of("/etc/stopcause/.stopcause"));
        assertThat(config.notifier().receivers()).hasSize(1);
        assertThat(config.kafka().partitionsOfNewTopics()).isEqualTo(4);
    }

    @Test
    void relativePathsStartWhereTheFileStands() {
        StopcauseConfig config = parse("data: records\nrules: own\n");
        assertThat(config.data()).isEqualTo(Path.of("/etc/stopcause/records"));
        assertThat(config.rules().added()).contains(Path.of("/etc/stopcause/own"));
        assertThat(parse("data: /var/lib/stopcause\n").data()).isEqualTo(Path.of("/var/lib/stopcause"));
    }

    @Test
    void passesEveryKafkaPropertyThrough() {
        KafkaConfig kafka = parse("""
                        kafka:
                          bootstrap.servers: b1:9092,b2:9092
                          ssl.truststore.password: ${PASSWORD}
                          my.plugin.setting: 7
                          partitions: 12
                          preset: tls
                        """).kafka();
        assertThat(kafka.isEmbedded()).isFalse();
        assertThat(kafka.partitionsOfNewTopics()).isEqualTo(12);
        assertThat(kafka.clientProperties(secrets()))
                .containsEntry("bootstrap.servers", "b1:9092,b2:9092")
                .containsEntry("ssl.truststore.password", "se\"cret")
                .containsEntry("my.plugin.setting", "7")
                .containsEntry("security.protocol", "SSL");
        assertThat(kafka.toString()).doesNotContain("se\"cret");
    }

    @Test
    void knowsTheUsualWaysToReachACluster() {
        KafkaConfig scram = parse("""
                        kafka:
                          preset: scram
                          bootstrap.servers: b1:9096
                          username: monitor
                          password: ${PASSWORD}
                        """).kafka();
        assertThat(scram.clientProperties(secrets()))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"monitor\""
                                + " password=\"se\\\"cret\";");
    }

    @Test
    void bringsWhatTheIdentityInAwsNeeds() {
        KafkaConfig msk = parse("kafka:\n  bootstrap.servers: 127.0.0.1:9098\n  preset: msk-iam\n")
                .kafka();
        try (Admin admin = Admin.create(new HashMap<>(msk.clientProperties(secrets())))) {
            assertThat(admin).as("a client whose login has found its classes").isNotNull();
        }
    }

    @Test
    void reportsAllProblemsOfAllSections() {
        assertThatThrownBy(() -> parse("""
                        kafak: {}
                        kafka:
                          bootstrap.server: b1
                          partitions: 0
                          preset: tls
                        notify:
                          route: {receiver: slak}
                          receivers:
                          - name: slack
                            slack: {webhookUrl: 'https://hooks.slack.com/x'}
                        """))
                .hasMessageContaining(FILE + ":1: kafak: unknown name 'kafak'; did you mean 'kafka'?")
                .hasMessageContaining(FILE + ":4: kafka.partitions: 0 must lie between 1 and 1024")
                .hasMessageContaining(
                        FILE + ":3: kafka.bootstrap.server: unknown Kafka property 'bootstrap.server'; did"
                                + " you mean 'bootstrap.servers'?")
                .hasMessageContaining("bootstrap.servers is missing")
                .hasMessageContaining(":7: notify.route.receiver: unknown receiver 'slak'; did you mean 'slack'?");
    }

    @Test
    void tellsTheMisspelledNameAndNotWhatIsMissingForIt() {
        assertThatThrownBy(() -> parse("ingest:\n  logs: {tagz: {team: orders}, since: PT1H}\n"))
                .hasMessageContaining("stopcause.yaml:2: ingest.logs.tagz: unknown name 'tagz'; did you mean 'tags'?")
                .hasMessageNotContaining("name at least one log group");
        assertThatThrownBy(() -> parse("ingest:\n  logs: {prefixes: [/ecs/], tags: [team]}\n"))
                .hasMessageContaining("ingest.logs.tags: must be names with values, such as {team: orders}");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> parse("ingest:\n  queues:\n  - waitTime: PT5S\nkafka:\n  preset: tsl\n"))
                .hasMessageContaining(":3: ingest.queues[0].queueUrl: is missing")
                .hasMessageContaining(":5: kafka.preset:")
                .hasMessageContaining("tsl");
    }

    @Test
    void saysWhichFileDoesNotExist(@TempDir Path directory) {
        Path missing = directory.resolve("stopcause.yaml");
        assertThatThrownBy(() -> StopcauseConfig.load(Optional.of(missing), secrets()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing + ":1: no such file");
    }

    private static Secrets secrets() {
        return new Secrets(Map.of("PASSWORD", "se\"cret"), Path.of(""));
    }

    private static StopcauseConfig parse(String yaml) {
        return StopcauseConfig.parse(FILE, yaml, secrets());
    }
}
