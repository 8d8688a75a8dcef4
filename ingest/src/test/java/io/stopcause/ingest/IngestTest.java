package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void withoutARegionItSaysWhereToNameOne(@TempDir Path empty) {
        assumeThat(System.getenv("AWS_REGION"))
                .as("a Region in the environment")
                .isNull();
        Map<String, String> nothing = Map.of(
                "aws.configFile", empty.resolve("config").toString(),
                "aws.sharedCredentialsFile", empty.resolve("credentials").toString(),
                "aws.disableEc2Metadata", "true");
        nothing.forEach(System::setProperty);
        IngestConfig config = new IngestConfig(
                Optional.empty(),
                List.of(),
                Optional.of(CloudWatchConfig.of(List.of("/ecs/web"), List.of())),
                List.of(),
                Optional.empty(),
                Optional.empty());
        try {
            assertThatThrownBy(() -> Ingest.start(config, List.of(), Map.of(), Clock.systemUTC()))
                    .isInstanceOf(AwsConfig.MissingRegionException.class)
                    .hasMessageContaining("ingest.aws.region");
        } finally {
            nothing.keySet().forEach(System::clearProperty);
        }
    }

    private static List<Health> shares(Ingest ingest) {
        return ingest.check().stream()
                .filter(health -> health.source().equals("share of the work"))
                .toList();
    }
}
