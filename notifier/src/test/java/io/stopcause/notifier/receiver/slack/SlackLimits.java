package io.stopcause.notifier.receiver.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.List;

/** What Slack would refuse. */
final class SlackLimits {

    private SlackLimits() {}

    /** The text of all blocks together, once they have been found within the limits. */
    static String check(String payload) {
        JsonNode message = Json.read(payload, JsonNode.class);
        assertThat(message.path("text").asText()).isNotBlank().hasSizeLessThan(4000);
        JsonNode blocks = message.path("blocks");
        assertThat(blocks.isTextual() ? Json.read(blocks.asText(), JsonNode.class) : blocks)
                .hasSizeLessThanOrEqualTo(50);
        StringBuilder all = new StringBuilder(message.path("text").asText());
        (blocks.isTextual() ? Json.read(blocks.asText(), JsonNode.class) : blocks).forEach(block -> {
            assertThat(block.path("type").asText()).isIn("section", "context");
            List<JsonNode> texts = new ArrayList<>(List.of(block.path("text").path("text")));
            block.path("elements").forEach(element -> texts.add(element.path("text")));
            texts.stream().filter(JsonNode::isTextual).forEach(text -> {
                assertThat(text.asText()).isNotEmpty().hasSizeLessThanOrEqualTo(3000);
                all.append('\n').append(text.asText());
            });
        });
        return all.toString();
    }
}
