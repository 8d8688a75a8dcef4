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
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whatever happens on the way to an emulator that others wrote: all that is there is written, and once. */
class FaultyWayTest {

    private static final int RECORDS = 40;
    private static final String EVENT =
            "{\"id\":\"%s\",\"detail-type\":\"X\",\"time\":\"2026-03-01T10:00:00Z\",\"detail\":{}}";

    private final KeptJournal journal = new KeptJournal();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void eventsFromAQueue(long seed) throws InterruptedException {
        int port = Aws.freePort();
        SQSRestServer server =
                SQSRestServerBuilder.withPort(port).withInterface("127.0.0.1").start();
        server.waitUntilStarted();
        TreeSet<String> ids = new TreeSet<>();
        try (SqsClient client = SqsClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.of(Aws.REGION))
                        .endpointOverride(Aws.at(port).endpoint().orElseThrow())
                        .build();
                FaultyWay way = FaultyWay.to(Aws.at(port), seed)) {
            String url =
                    client.createQueue(request -> request.queueName("events")).queueUrl();
            SqsConfig config =
                    new SqsConfig(url, Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(10)));
            try (SqsSource source = new SqsSource(way.aws(), config, new KeptShare(journal), Clock.systemUTC())) {
                source.start();
                for (int i = 0; i < RECORDS; i++) {
                    String id = "event-" + i;
                    ids.add(id);
                    client.sendMessage(request -> request.queueUrl(url).messageBody(EVENT.formatted(id)));
                }
                assertThat(journal.await(() -> journal.eventIds().size() >= RECORDS))
                        .as("seed %d: %d calls, %s", seed, way.calls(), source.check())
                        .isTrue();
            }
        }

        assertThat(journal.eventIds()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void linesFromLogGroups(long seed) throws InterruptedException {
        TreeSet<String> messages = new TreeSet<>();
        try (MotoServer moto = MotoServer.start();
                CloudWatchLogsClient client = CloudWatchLogsClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.of(Aws.REGION))
                        .endpointOverride(moto.aws().endpoint().orElseThrow())
                        .build();
                FaultyWay way = FaultyWay.to(moto.aws(), seed)) {
            for (String group : List.of("/ecs/web", "/ecs/worker")) {
                client.createLogGroup(request -> request.logGroupName(group));
                client.createLogStream(request -> request.logGroupName(group).logStreamName("s"));
                IntStream.range(0, RECORDS).forEach(i -> messages.add(group + " " + i));
                client.putLogEvents(request -> request.logGroupName(group)
                        .logStreamName("s")
                        .logEvents(IntStream.range(0, RECORDS)
                                .mapToObj(i -> InputLogEvent.builder()
                                        .timestamp(Instant.now()
                                                .minusSeconds(90 - i)
                                                .toEpochMilli())
                                        .message(group + " " + i)
                                        .build())
                                .toList()));
            }
            CloudWatchConfig config = new CloudWatchConfig(
                    List.of(),
                    List.of("/ecs/"),
                    Map.of(),
                    Optional.of(Duration.ofSeconds(1)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            try (CloudWatchSource source =
                    new CloudWatchSource(way.aws(), config, new KeptShare(journal), Clock.systemUTC())) {
                source.start();
                assertThat(journal.await(() -> journal.messages().size() >= messages.size() && way.calls() > 30))
                        .as("seed %d: %d calls, %s", seed, way.calls(), source.check())
                        .isTrue();
            }
        }

        assertThat(journal.messages()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(messages);
    }
}
