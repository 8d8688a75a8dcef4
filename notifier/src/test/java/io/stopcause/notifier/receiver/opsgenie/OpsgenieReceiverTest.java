package io.stopcause.notifier.receiver.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident.State;
import io.stopcause.model.Json;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpsgenieReceiverTest extends HttpContract {

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return OpsgenieConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'apiKey':'${SECRET}','teams':['web'],'apiUrl':'" + address + "'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(202, "{\"result\":\"Request will be processed\"}");
    }

    /**
     * Limits of Opsgenie's page: message 130 characters, alias and entity 512, description 15,000, 20 tags of 50,
     * details 8,000 together, note 25,000.
     *
     * @see <a href="https://docs.opsgenie.com/docs/alert-api">Alert API</a>
     */
    @Override
    protected String read(HttpPeer.Request request) {
        JsonNode body = Json.read(request.body(), JsonNode.class);
        assertThat(request.headers()).containsEntry("Authorization", "GenieKey " + SECRET);
        if (request.path().equals("/v2/alerts")) {
            assertThat(body.path("message").asText()).isNotBlank().hasSizeLessThanOrEqualTo(130);
            assertThat(body.path("alias").asText()).matches("[\\w-]{1,512}");
            assertThat(body.path("entity").asText()).hasSizeLessThanOrEqualTo(512);
            assertThat(body.path("description").asText()).hasSizeLessThanOrEqualTo(15_000);
            assertThat(body.path("tags")).hasSizeLessThanOrEqualTo(20).allSatisfy(tag -> assertThat(tag.asText())
                    .hasSizeLessThanOrEqualTo(50));
            assertThat(body.path("details").toString()).hasSizeLessThanOrEqualTo(8000);
            assertThat(body.path("priority").asText()).matches("P[1-5]");
        } else {
            assertThat(body.path("note").asText()).hasSizeLessThanOrEqualTo(25_000);
        }
        return body.toString();
    }

    @Override
    protected Optional<String> identity(HttpPeer.Request request) {
        return Optional.of(
                Json.read(request.body(), JsonNode.class).path("alias").asText());
    }

    @Test
    void anAlertIsCreatedNotedAcknowledgedAndClosedByItsAlias() {
        List<HttpPeer.Request> requests = follow(State.OPEN, State.ACKNOWLEDGED, State.RESOLVED);

        String alert = "/v2/alerts/5f2c1a9be07d4431";
        assertThat(requests)
                .extracting(HttpPeer.Request::path)
                .containsExactly(
                        "/v2/alerts", alert + "/priority", alert + "/notes", alert + "/acknowledge", alert + "/close");
        JsonNode created = Json.read(requests.get(0).body(), JsonNode.class);
        assertThat(created.path("responders").toString()).isEqualTo("[{\"name\":\"web\",\"type\":\"team\"}]");
        assertThat(created.path("priority").asText()).isEqualTo("P1");
    }
}
