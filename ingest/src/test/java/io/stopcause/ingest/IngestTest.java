package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
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
}
