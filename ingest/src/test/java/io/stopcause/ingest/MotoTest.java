package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchSource;
import io.stopcause.ingest.sqs.SqsConfig;
import io.stopcause.ingest.sqs.SqsSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Both sources as they run, against an emulator of AWS that others wrote: moto, where it is installed. */
class MotoTest {

    private final KeptJournal journal = new KeptJournal();
    private final MotoServer moto = MotoServer.start();
    private final AwsConfig aws = moto.aws();

    @AfterEach
    void stopMoto() {
        moto.close();
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
            try (SqsSource source = new SqsSource(aws, config, new KeptShare(journal), Clock.systemUTC())) {
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
            try (CloudWatchSource source =
                    new CloudWatchSource(aws, config, new KeptShare(journal), Clock.systemUTC())) {
                source.start();
                assertThat(journal.await(() -> !journal.messages().isEmpty())).isTrue();
            }
            assertThat(journal.messages()).containsExactly("exec /docker-entrypoint.sh: exec format error");
            assertThat(journal.committed.batches.get(0).source().account()).isEqualTo("123456789012");
        }
    }

    @Test
    void linesFromGroupsThatBearATag() throws InterruptedException {
        try (CloudWatchLogsClient client = CloudWatchLogsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            group(client, "/ecs/orders", Map.of("team", "orders", "stage", "live"), "ours");
            group(client, "/ecs/trial", Map.of("team", "orders", "stage", "trial"), "a trial");
            group(client, "/ecs/web", Map.of("team", "web", "stage", "live"), "theirs");
            CloudWatchConfig config = new CloudWatchConfig(
                    List.of(),
                    List.of(),
                    Map.of("team", "orders", "stage", "live"),
                    Optional.of(Duration.ofSeconds(1)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            try (CloudWatchSource source =
                    new CloudWatchSource(aws, config, new KeptShare(journal), Clock.systemUTC())) {
                source.start();
                assertThat(journal.await(() -> !journal.messages().isEmpty())).isTrue();
            }
        }

        assertThat(journal.messages()).containsExactly("ours");
        assertThat(journal.committed.batches.get(0).source().group()).isEqualTo("/ecs/orders");
    }

    private static void group(CloudWatchLogsClient client, String name, Map<String, String> tags, String message) {
        client.createLogGroup(request -> request.logGroupName(name).tags(tags));
        client.createLogStream(request -> request.logGroupName(name).logStreamName("s"));
        client.putLogEvents(request -> request.logGroupName(name)
                .logStreamName("s")
                .logEvents(InputLogEvent.builder()
                        .timestamp(Instant.now().minusSeconds(60).toEpochMilli())
                        .message(message)
                        .build()));
    }
}
