package io.stopcause.ingest.install.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.KeptJournal;
import io.stopcause.ingest.KeptShare;
import io.stopcause.ingest.MotoServer;
import io.stopcause.ingest.Recorder;
import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchSource;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.kinesis.KinesisConfig;
import io.stopcause.ingest.kinesis.KinesisSource;
import io.stopcause.ingest.sqs.SqsConfig;
import io.stopcause.ingest.sqs.SqsSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A policy allows what the code calls, and the code calls what the policy allows. */
class FeatureTest {

    private static final Installation INSTALLATION =
            new Installation("stopcause", Place.of(Aws.REGION, MotoServer.ACCOUNT));

    private final MotoServer moto = MotoServer.start();
    private final AwsConfig aws = moto.aws();
    private final Recorder recorder = Recorder.before(aws);
    private final KeptJournal journal = new KeptJournal();

    @AfterEach
    void stop() {
        recorder.close();
        moto.close();
    }

    @Test
    void events() throws InterruptedException {
        String url;
        try (SqsClient client = SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            url = client.createQueue(request -> request.queueName("stopcause")).queueUrl();
            client.sendMessage(request -> request.queueUrl(url)
                    .messageBody(
                            "{\"id\":\"a\",\"detail-type\":\"X\",\"time\":\"2026-03-01T10:00:00Z\",\"detail\":{}}"));
        }
        // Half of the shortest visibility has to pass before it is extended.
        journal.delayCommits(Duration.ofSeconds(6));
        SqsConfig config = new SqsConfig(url, Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(10)));
        Set<String> asked = asked(Feature.EVENTS);
        try (SqsSource source = new SqsSource(recorder.aws(), config, new KeptShare(journal), Clock.systemUTC())) {
            source.start();
            awaitCalls(asked);
        }

        assertThat(recorder.actions()).isEqualTo(asked);
    }

    @Test
    void logs() throws InterruptedException {
        try (CloudWatchLogsClient client = CloudWatchLogsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            client.createLogGroup(request -> request.logGroupName("/ecs/web"));
            client.createLogStream(request -> request.logGroupName("/ecs/web").logStreamName("ecs/web/0123"));
            client.putLogEvents(request -> request.logGroupName("/ecs/web")
                    .logStreamName("ecs/web/0123")
                    .logEvents(InputLogEvent.builder()
                            .timestamp(Instant.now().minusSeconds(60).toEpochMilli())
                            .message("panic: no route to orders")
                            .build()));
        }
        CloudWatchConfig config = new CloudWatchConfig(
                List.of("/ecs/none"),
                List.of("/ecs/"),
                Map.of("team", "web"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Set<String> asked = asked(Feature.LOGS, Feature.LOGS_BY_TAG);
        try (CloudWatchSource source =
                new CloudWatchSource(recorder.aws(), config, new KeptShare(journal), Clock.systemUTC())) {
            source.start();
            assertThat(journal.await(() -> !journal.messages().isEmpty())).isTrue();
        }
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20));
        try (CloudWatchSource source = new CloudWatchSource(recorder.aws(), config, new KeptShare(journal), later)) {
            source.start();
            awaitCalls(asked);
        }

        assertThat(recorder.actions()).isEqualTo(asked);
    }

    /** The group is subscribed as the installer does it; the emulator delivers as CloudWatch Logs does. */
    @Test
    void stream() throws InterruptedException {
        try (KinesisClient kinesis = KinesisClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.of(Aws.REGION))
                        .endpointOverride(aws.endpoint().orElseThrow())
                        .build();
                CloudWatchLogsClient logs = CloudWatchLogsClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.of(Aws.REGION))
                        .endpointOverride(aws.endpoint().orElseThrow())
                        .build()) {
            kinesis.createStream(
                    request -> request.streamName(INSTALLATION.streamName()).shardCount(2));
            String arn = kinesis.describeStreamSummary(request -> request.streamName(INSTALLATION.streamName()))
                    .streamDescriptionSummary()
                    .streamARN();
            logs.createLogGroup(request -> request.logGroupName("/ecs/web"));
            logs.createLogStream(request -> request.logGroupName("/ecs/web").logStreamName("ecs/web/0123"));
            logs.putSubscriptionFilter(request -> request.logGroupName("/ecs/web")
                    .filterName("stopcause")
                    .filterPattern("")
                    .destinationArn(arn)
                    .roleArn("arn:aws:iam::" + MotoServer.ACCOUNT + ":role/stopcause-logs"));
            logs.putLogEvents(request -> request.logGroupName("/ecs/web")
                    .logStreamName("ecs/web/0123")
                    .logEvents(InputLogEvent.builder()
                            .timestamp(Instant.now().toEpochMilli())
                            .message("panic: no route to orders")
                            .build()));
        }
        KinesisConfig config = KinesisConfig.of(INSTALLATION.streamName());
        try (KinesisSource source =
                new KinesisSource(recorder.aws(), config, new KeptShare(journal), Clock.systemUTC())) {
            source.start();
            assertThat(journal.await(() -> !journal.messages().isEmpty())).isTrue();
        }

        assertThat(journal.messages()).containsExactly("panic: no route to orders");
        assertThat(journal.committed.batches.get(0).source().group()).isEqualTo("/ecs/web");
        assertThat(recorder.actions()).isEqualTo(asked(Feature.STREAM));
    }

    private void awaitCalls(Set<String> calls) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!recorder.actions().containsAll(calls) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }

    private static Set<String> asked(Feature... features) {
        return Stream.of(features)
                .flatMap(feature -> feature.statements(INSTALLATION, LogChoice.NONE).stream())
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toSet());
    }
}
