package io.stopcause.ingest.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.MotoServer;
import io.stopcause.ingest.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** Against an emulator that others wrote; the numbers in it are put there, which AWS would refuse. */
class IncomingMetricTest {

    private static final Group GROUP = new Group(MotoServer.ACCOUNT, Aws.REGION, "/ecs/web");

    @Test
    void countsByTheMinute() throws InterruptedException {
        Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
        try (MotoServer moto = MotoServer.start();
                CloudWatchClient client = CloudWatchClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.of(Aws.REGION))
                        .endpointOverride(moto.aws().endpoint().orElseThrow())
                        .build()) {
            put(client, "/ecs/web", noon, 7);
            put(client, "/ecs/web", noon.plusSeconds(30), 5);
            put(client, "/ecs/web", noon.plusSeconds(180), 1);
            put(client, "/ecs/other", noon, 100);
            MovingClock clock = new MovingClock(noon);
            try (IncomingMetric metric = new IncomingMetric(moto.aws(), clock, clock::advance)) {
                assertThat(metric.logEvents(GROUP, noon, noon.plus(Duration.ofMinutes(5))))
                        .contains(Map.of(noon, 12L, noon.plusSeconds(180), 1L));
            }
        }
    }

    @Test
    void withoutAnAnswerNothingIsKnown() throws InterruptedException {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        MovingClock clock = new MovingClock(noon);
        try (IncomingMetric metric = new IncomingMetric(Aws.at(Aws.freePort()), clock, clock::advance)) {
            assertThat(metric.logEvents(GROUP, noon.minusSeconds(300), noon)).isEmpty();
        }
    }

    private static void put(CloudWatchClient client, String group, Instant at, double count) {
        client.putMetricData(request -> request.namespace("AWS/Logs")
                .metricData(MetricDatum.builder()
                        .metricName("IncomingLogEvents")
                        .dimensions(Dimension.builder()
                                .name("LogGroupName")
                                .value(group)
                                .build())
                        .timestamp(at)
                        .value(count)
                        .build()));
    }
}
