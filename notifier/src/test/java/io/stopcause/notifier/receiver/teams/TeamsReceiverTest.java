package io.stopcause.notifier.receiver.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.nio.charset.StandardCharsets;

class TeamsReceiverTest extends HttpContract {

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return TeamsConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'webhookUrl':'" + address + "/workflows/${SECRET}/invoke?sig=${SECRET}'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(202, "");
    }

    /**
     * Teams takes 28 KB; of a card only elements of version 1.2 are used, which phones show too, and none that reads its
     * text as Markdown.
     *
     * @see <a href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">Limits</a>
     * @see <a href="https://adaptivecards.io/explorer/">Schema explorer</a>
     */
    @Override
    protected String read(HttpPeer.Request request) {
        assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(28 * 1024);
        JsonNode post = Json.read(request.body(), JsonNode.class);
        assertThat(post.path("type").asText()).isEqualTo("message");
        JsonNode attachment = post.path("attachments").path(0);
        assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.path("content");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("version").asText()).isEqualTo("1.2");
        StringBuilder shown = new StringBuilder();
        assertThat(card.path("body")).isNotEmpty();
        card.path("body").forEach(block -> {
            assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
            block.path("inlines").forEach(run -> {
                assertThat(run.path("type").asText()).isEqualTo("TextRun");
                assertThat(run.path("text").asText()).isNotEmpty();
                shown.append(run.path("text").asText());
            });
            shown.append('\n');
        });
        card.path("actions").forEach(action -> {
            assertThat(action.path("type").asText()).isEqualTo("Action.OpenUrl");
            assertThat(action.path("url").asText()).startsWith("http");
        });
        return shown.toString();
    }
}
