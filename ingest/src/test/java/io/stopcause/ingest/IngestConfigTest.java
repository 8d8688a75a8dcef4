package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

    @Test
    void everythingMayBeLeftOut() {
        assertThat(Json.read("{}", IngestConfig.class)).isEqualTo(IngestConfig.NONE);
    }

    @Test
    void everythingMayBeSaid() {
        IngestConfig config = Json.read("""
                {"aws":{"region":"eu-west-1","endpoint":"http://127.0.0.1:4566"},
                 "queues":[{"queueUrl":"http://127.0.0.1:4566/111122223333/stopcause","waitTime":"PT5S"}],
                 "logs":{"groups":["/ecs/web"],"prefixes":["/ecs/"],"pollInterval":"PT2S"}}
                """, IngestConfig.class);

        assertThat(config.aws().orElseThrow().endpoint()).contains(URI.create("http://127.0.0.1:4566"));
        assertThat(config.queues()).hasSize(1);
        assertThat(config.logs().orElseThrow().prefixes()).containsExactly("/ecs/");
    }

    @Test
    void nonsenseIsRefusedWithItsField() {
        assertThatThrownBy(() -> Json.read("{\"logs\":{}}", IngestConfig.class))
                .hasMessageContaining(
                        "name at least one log group in 'groups', a start in 'prefixes' or a tag in 'tags'");
        assertThatThrownBy(() ->
                        Json.read("{\"logs\":{\"groups\":[\"a\"],\"pollInterval\":\"PT0.1S\"}}", IngestConfig.class))
                .hasMessageContaining("pollInterval is PT0.1S, must be at least PT1S");
        assertThatThrownBy(() -> Json.read("{\"logs\":{\"groups\":[\"/ecs/w b\"]}}", IngestConfig.class))
                .hasMessageContaining("'/ecs/w b' in 'groups' is no name of a log group");
        assertThatThrownBy(() -> Json.read("{\"logs\":{\"prefixes\":[null]}}", IngestConfig.class))
                .hasMessageContaining("'null' in 'prefixes' is no name of a log group");
        assertThatThrownBy(() -> Json.read("{\"aws\":{\"region\":\"eu-west\"}}", IngestConfig.class))
                .hasMessageContaining("region is 'eu-west', must be a name such as eu-west-1");
        assertThatThrownBy(() -> Json.read("{\"aws\":{\"account\":\"1234\"}}", IngestConfig.class))
                .hasMessageContaining("account is '1234', must be twelve digits");
    }
}
