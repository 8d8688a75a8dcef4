package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCheck;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.ingest.install.Point.Light;
import io.stopcause.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsRedHasANumberedRemedyAndAnExitCode() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        Run run = doctor("""
            kafka: {bootstrap.servers: '127.0.0.1:%d'}
            notify:
              route: {receiver: team}
              receivers:
                - name: team
                  webhook: {url: 'http://127.0.0.1:%d/hook', secret: a-key-of-this-test}
            """.formatted(closed, closed));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith("green configuration "))
                .anyMatch(line -> line.startsWith("green rules "))
                .anyMatch(line -> line.startsWith("red kafka cannot reach Kafka at 127.0.0.1:" + closed))
                .anyMatch(line -> line.matches("yellow ingest nothing is read \\[\\d]"))
                .anyMatch(line -> line.startsWith("red receiver team "))
                .anyMatch(line -> line.matches("\\[\\d] check the section 'kafka' of the configuration"));
    }

    @Test
    void withoutAnythingConfiguredNothingIsRed() throws IOException {
        Run run = doctor("", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(run.out()).contains("\"light\":\"yellow\"");
        assertThat(run.out().lines().map(line -> Json.read(line, JsonNode.class)))
                .extracting(point -> point.path("name").asText())
                .contains("configuration", "rules", "disk", "kafka", "ingest", "receiver console");
    }

    @Test
    void aConfigurationWithFaultsIsRed() throws IOException {
        Run run = doctor("kafak: {}\n");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out())
                .contains("red     configuration", "did you mean 'kafka'?", "[1] 'stopcause check-config'");
    }

    @Test
    void topicsAreLookedAt() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
            assertThat(TopicCheck.of(broker.clientProperties()).missing()).contains("stopcause.logs.v1");

            TopicCreation.ensure(broker.clientProperties(), 1);

            TopicCheck check = TopicCheck.of(broker.clientProperties());
            assertThat(check.missing()).isEmpty();
            assertThat(check.wrong()).isEmpty();
            assertThat(check.brokers()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, RED", "511, RED", "512, YELLOW", "5119, YELLOW", "5120, GREEN"})
    void roomOnTheDisk(long mebibytes, Light light) {
        assertThat(Doctor.room(directory, mebibytes << 20).light()).isEqualTo(light);
    }

    private Run doctor(String config, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("stopcause.yaml"), config);
        String[] arguments = new String[3 + more.length];
        arguments[0] = "doctor";
        arguments[1] = "--config";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Run.of(arguments);
    }
}
