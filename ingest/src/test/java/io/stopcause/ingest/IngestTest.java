package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestTest {

    @Test
    void theTicksAreAmongWhatIsChecked() {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:" + Aws.freePort());
        try (Ingest ingest = Ingest.start(IngestConfig.NONE, List.of(), nowhere, Clock.systemUTC())) {
            assertThat(ingest.check()).extracting(Health::source).containsExactly("ticks");
            assertThat(ingest.names()).isEmpty();
        }
    }

    @Test
    void whereTheAccountIsNotKnownItSaysWhatToDo() throws InterruptedException {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:" + Aws.freePort());
        IngestConfig config = new IngestConfig(
                Optional.of(Aws.at(Aws.freePort())),
                List.of(),
                Optional.of(CloudWatchConfig.of(List.of("/ecs/web"), List.of())),
                List.of(),
                Optional.empty(),
                Optional.empty());
        try (Ingest ingest = Ingest.start(config, List.of(), nowhere, Clock.systemUTC())) {
            long deadline = System.nanoTime() + Duration.ofSeconds(50).toNanos();
            while (shares(ingest).isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }

            assertThat(shares(ingest)).hasSize(1).first().satisfies(health -> {
                assertThat(health.state()).isEqualTo(Health.State.FAILING);
                assertThat(health.words()).contains("ingest.aws.account");
            });
        }
    }

    private static List<Health> shares(Ingest ingest) {
        return ingest.check().stream()
                .filter(health -> health.source().equals("share of the work"))
                .toList();
    }
}
