package io.stopcause.notifier.receiver.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident.State;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagerDutyReceiverTest extends HttpContract {

    private static final String CHANGE = "/v2/change/enqueue";

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return PagerDutyConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'routingKey':'${SECRET}','changeEvents':false,'apiUrl':'" + address + "'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(202, "{\"status\":\"success\"}");
    }

    /**
     * Limits of PagerDuty's pages: 512 KB an event, 1,024 characters of summary, 255 of the de-duplication key.
     *
     * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">Send an alert event</a>
     */
    @Override
    protected String read(HttpPeer.Request request) {
        JsonNode event = Json.read(request.body(), JsonNode.class);
        JsonNode payload = event.path("payload");
        assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(512 * 1024);
        assertThat(event.path("routing_key").asText()).isEqualTo(SECRET);
        assertThat(event.path("event_action").asText()).isIn("trigger", "acknowledge", "resolve");
        assertThat(event.path("dedup_key").asText()).isNotBlank().hasSizeLessThanOrEqualTo(255);
        assertThat(payload.path("summary").asText()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
        assertThat(payload.path("source").asText()).isNotBlank();
        assertThat(payload.path("severity").asText()).isIn("critical", "error", "warning", "info");
        event.path("links")
                .forEach(link -> assertThat(link.path("href").asText()).startsWith("http"));
        return event.toString();
    }

    @Override
    protected Optional<String> identity(HttpPeer.Request request) {
        return Optional.of(
                Json.read(request.body(), JsonNode.class).path("dedup_key").asText());
    }

    @Test
    void oneAlertIsTriggeredAcknowledgedAndResolved() {
        List<JsonNode> events = follow(State.ACKNOWLEDGED, State.RESOLVED).stream()
                .map(request -> Json.read(request.body(), JsonNode.class))
                .toList();

        assertThat(events)
                .extracting(event -> event.path("event_action").asText())
                .containsExactly("trigger", "acknowledge", "resolve");
        assertThat(events).extracting(event -> event.path("dedup_key").asText()).containsOnly("5f2c1a9be07d4431");
        JsonNode payload = events.get(0).path("payload");
        assertThat(payload.path("severity").asText()).isEqualTo("critical");
        assertThat(payload.path("component").asText()).isEqualTo("nginx");
        assertThat(payload.path("class").asText()).isEqualTo("arch-mismatch");
    }

    @Test
    void theRevisionThatItBeganWithFollowsAsAChangeOnceAndWakesNobody() {
        try (HttpPeer server = new HttpPeer(
                        request -> HttpPeer.Answer.of(request.path().equals(CHANGE) ? 500 : 202, ""));
                Receiver receiver = changing(server.address())) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(delivered.reason())
                            .contains("change event was not taken"));
            deliver(receiver, Incidents.STORY, Kind.UPDATED, Optional.empty());

            assertThat(server.requests())
                    .extracting(HttpPeer.Request::path)
                    .containsExactly("/v2/enqueue", CHANGE, "/v2/enqueue");
            JsonNode change = Json.read(server.requests().get(1).body(), JsonNode.class);
            assertThat(change.path("payload").path("summary").asText()).isEqualTo("Task definition nginx:42 went out");
            assertThat(change.path("payload")
                            .path("custom_details")
                            .path("changed")
                            .asText())
                    .isEqualTo("failing since nginx:42; nginx:40 was good");
        }
    }

    private Receiver changing(String address) {
        return openBlock(block(address).replace("false", "true"));
    }
}
