package io.stopcause.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.app.config.MetricsConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.model.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPartTest {

    private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "127.0.0.1:1");
    private static final String CONFIG = "{\"aws\":{\"region\":\"eu-west-1\",\"endpoint\":\"http://127.0.0.1:1\"},"
            + "\"checks\":{\"enabled\":false},\"streams\":[{\"stream\":\"stopcause-logs\"}]}";

    private static HttpResponse<String> get(MetricsPart part, String path) throws Exception {
        String address = part.greeting().orElseThrow().replaceAll("/metrics.*", path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void figuresOfEachSourceAndOfTheProcess() throws Exception {
        IngestPart ingest = new IngestPart(Json.read(CONFIG, IngestConfig.class), NOWHERE, Clock.systemUTC());
        MetricsPart part = new MetricsPart(new MetricsConfig("127.0.0.1:0"), List.of(ingest), List::of);
        try {
            assertThat(get(part, "/metrics").body())
                    .contains("stopcause_ingest_read_total{source=\"kinesis stopcause-logs\"} 0.0")
                    .contains(
                            "stopcause_ingest_records_total{outcome=\"duplicate\",source=\"kinesis stopcause-logs\"} 0.0")
                    .contains("stopcause_ingest_late_total{source=\"kinesis stopcause-logs\"} 0.0")
                    .contains("stopcause_ingest_lag_seconds{source=\"kinesis stopcause-logs\"} NaN")
                    .contains("stopcause_ingest_lots{state=\"failing\"}")
                    .contains("jvm_memory_max_bytes");
            assertThat(get(part, "/health").statusCode()).isEqualTo(200);
            assertThat(get(part, "/sources").body())
                    .containsPattern("(starting|reading|failing) +kinesis stopcause-logs: ");
        } finally {
            part.close();
            ingest.close();
        }
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        MetricsPart part =
                new MetricsPart(new MetricsConfig("127.0.0.1:0"), List.of(), () -> List.of("ecs: access denied"));
        try {
            HttpResponse<String> health = get(part, "/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).isEqualTo("ecs: access denied\n");
        } finally {
            part.close();
        }
    }
}
