package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What these commands do without an account, and what they say where there is none. */
class AwsCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aTemplateNeedsNoAccount() throws IOException {
        Run run = Run.of("aws", "plan", "--as", "cloudformation", "--name", "watch");

        JsonNode template = new YAMLMapper().readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(template.path("Resources").path("Watch").path("Type").asText())
                .isEqualTo("AWS::SQS::Queue");
        assertThat(Run.of("aws", "plan", "--as", "terraform").out()).contains("resource \"aws_sqs_queue\" \"queue\" {");
    }

    @Test
    void aTemplateCannotLookForLogGroups() {
        Run run = Run.of("aws", "plan", "--as", "terraform", "--logs", "subscription", "--log-prefix", "/ecs/");

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains("cannot look for log groups by their prefix '/ecs/'");
    }

    @Test
    void aPolicyNamesTheQueueAndTheLogGroups() {
        Run run = Run.of(
                "aws",
                "policy",
                "--feature",
                "events,logs",
                "--account",
                "111122223333",
                "--region",
                "eu-central-1",
                "--log-group",
                "/ecs/web");

        List<String> resources = new ArrayList<>();
        Json.read(run.out(), JsonNode.class)
                .path("Statement")
                .forEach(statement -> statement.path("Resource").forEach(resource -> resources.add(resource.asText())));
        assertThat(resources)
                .containsExactly(
                        "arn:aws:sqs:eu-central-1:111122223333:stopcause",
                        "*",
                        "arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/web:*",
                        "*");
    }

    @ParameterizedTest
    @CsvSource({
        "--feature, event, did you mean 'events'?",
        "--name, Team_A, 'Team_A' cannot name an installation",
    })
    void wrongUseIsSaid(String option, String value, String words) {
        Run run = Run.of("aws", "policy", option, value);

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains(words);
    }

    @Test
    void subscriptionsOfNothingAreWrongUse() {
        Run run = Run.of("aws", "install", "--logs", "subscription");

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains("of which log groups?");
    }

    @Test
    void anAddressWhereNobodyListensIsSaid() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        System.setProperty("aws.accessKeyId", "emulated");
        System.setProperty("aws.secretAccessKey", "emulated");
        Path config = Files.writeString(
                directory.resolve("stopcause.yaml"),
                "ingest: {aws: {region: eu-central-1, endpoint: 'http://127.0.0.1:" + closed + "'}}\n");

        Run run = Run.of("aws", "plan", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("AWS cannot be reached").doesNotContain("fault of stopcause", "\tat ");
    }
}
