package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchSource;
import io.stopcause.ingest.sqs.SqsConfig;
import io.stopcause.ingest.sqs.SqsSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Both sources as they run, against an emulator of AWS that others wrote: moto, where it is installed. */
class MotoTest {

    private final KeptJournal journal = new KeptJournal();
    private final int port = Aws.freePort();
    private final AwsConfig aws = Aws.at(port);
    private Optional<Process> moto = Optional.empty();

    @BeforeEach
    void startMoto() throws IOException {
        Optional<Path> command = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(command).as("moto_server is not on the PATH: skipped").isPresent();
        moto = Optional.of(
                new ProcessBuilder(command.orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                        .redirectErrorStream(true)
                        .start());
        assumeThat(listens(moto.orElseThrow()))
                .as("moto_server does not start here: skipped")
                .isTrue();
    }

    @AfterEach
    void stopMoto() {
        moto.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
    }

    /** The server says on its output when it listens. */
    private static boolean listens(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.contains("Running on")) {
            line = output.readLine();
        }
        return line != null;
    }

    @Test
    void eventsFromAQueue() throws InterruptedException {
        try (SqsClient client = SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            String url =
                    client.createQueue(request -> request.queueName("events")).queueUrl();
            client.sendMessage(request -> request.queueUrl(url)
                    .messageBody(
                            "{\"id\":\"a\",\"detail-type\":\"X\",\"time\":\"2026-03-01T10:00:00Z\",\"detail\":{}}"));
            SqsConfig config = new SqsConfig(url, Optional.of(Duration.ofSeconds(1)), Optional.empty());
            try (SqsSource source = new SqsSource(aws, config, journal::open, Clock.systemUTC())) {
                source.start();
                assertThat(journal.await(() -> !journal.eventIds().isEmpty())).isTrue();
            }
            assertThat(journal.eventIds()).containsExactly("a");
        }
    }

    @Test
    void linesFromALogGroup() throws InterruptedException {
        try (CloudWatchLogsClient client = CloudWatchLogsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            client.createLogGroup(request -> request.logGroupName("/ecs/web"));
            client.createLogStream(request ->
                    request.logGroupName("/ecs/web").logStreamName("ecs/web/0123456789abcdef0123456789abcdef"));
            client.putLogEvents(request -> request.logGroupName("/ecs/web")
                    .logStreamName("ecs/web/0123456789abcdef0123456789abcdef")
                    .logEvents(InputLogEvent.builder()
                            .timestamp(Instant.now().minusSeconds(60).toEpochMilli())
                            .message("exec /docker-entrypoint.sh: exec format error")
                            .build()));
            CloudWatchConfig config = CloudWatchConfig.of(List.of(), List.of("/ecs/"));
            try (CloudWatchSource source = new CloudWatchSource(aws, config, journal::open, Clock.systemUTC())) {
                source.start();
                assertThat(journal.await(() -> !journal.messages().isEmpty())).isTrue();
            }
            assertThat(journal.messages()).containsExactly("exec /docker-entrypoint.sh: exec format error");
            assertThat(journal.committed.batches.get(0).source().account()).isEqualTo("123456789012");
        }
    }
}
