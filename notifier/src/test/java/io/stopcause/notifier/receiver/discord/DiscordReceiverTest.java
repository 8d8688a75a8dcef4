package io.stopcause.notifier.receiver.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident.State;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscordReceiverTest extends HttpContract {

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return DiscordConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'webhookUrl':'" + address + "/api/webhooks/1/${SECRET}?thread_id=7'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(200, "{\"id\":\"4711\"}");
    }

    @Override
    protected List<String> forbidden() {
        return List.of("\u001B", "\r", "[x](javascript");
    }

    /**
     * Limits of an embed: title 256 characters, description 4,096, 25 fields of 256 and 1,024, footer 2,048, all
     * together 6,000.
     *
     * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-limits">Embed limits</a>
     */
    @Override
    protected String read(HttpPeer.Request request) {
        JsonNode post = Json.read(request.body(), JsonNode.class);
        assertThat(post.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
        JsonNode embed = post.path("embeds").path(0);
        StringBuilder shown = new StringBuilder();
        shown.append(limited(embed.path("title"), 256)).append('\n');
        shown.append(limited(embed.path("description"), 4096)).append('\n');
        assertThat(embed.path("fields")).hasSizeLessThanOrEqualTo(25);
        embed.path("fields").forEach(field -> shown.append(limited(field.path("name"), 256))
                .append('\n')
                .append(limited(field.path("value"), 1024))
                .append('\n'));
        shown.append(limited(embed.path("footer").path("text"), 2048));
        assertThat(shown).hasSizeLessThanOrEqualTo(6000);
        return shown.toString().replaceAll("\\\\([^\\w\\s])", "$1").replace("\\_", "_");
    }

    private static String limited(JsonNode text, int limit) {
        assertThat(text.asText()).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
        return text.asText();
    }

    @Test
    void oneMessageIsEditedAndAReturnIsANewOne() {
        assertThat(follow(State.RESOLVED, State.REOPENED))
                .extracting(request -> request.method() + " " + request.path() + "?" + request.query())
                .containsExactly(
                        "POST /api/webhooks/1/" + SECRET + "?thread_id=7&wait=true",
                        "PATCH /api/webhooks/1/" + SECRET + "/messages/4711?thread_id=7",
                        "POST /api/webhooks/1/" + SECRET + "?thread_id=7&wait=true");
    }

    @Test
    void aMessageThatSomebodyDeletedIsPostedAnew() {
        try (HttpPeer server = new HttpPeer(request -> request.method().equals("PATCH")
                        ? HttpPeer.Answer.of(404, "{\"message\":\"Unknown Message\",\"code\":10008}")
                        : taken(request));
                Receiver receiver = open(server.address())) {
            assertThat(reference(deliver(receiver, Incidents.STORY, Kind.UPDATED, Optional.of("1"))))
                    .contains("4711");
        }
    }

    @Test
    void markdownMeansNothing() {
        assertThat(DiscordText.escape("[x](javascript:1) **b** @everyone <@1> # h", 100))
                .isEqualTo("\\[x\\]\\(javascript:1\\) \\*\\*b\\*\\* \\@everyone \\<\\@1\\> \\# h");
        assertThat(DiscordText.code("a ``` b", 100)).isEqualTo("```\na ''' b\n```");
        assertThat(DiscordText.escape("_".repeat(50), 11)).isEqualTo("\\_\\_\\_\\_\\_…");
    }
}
