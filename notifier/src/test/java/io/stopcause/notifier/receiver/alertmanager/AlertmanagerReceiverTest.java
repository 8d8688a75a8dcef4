package io.stopcause.notifier.receiver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident.State;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Severity;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertmanagerReceiverTest extends HttpContract {

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return AlertmanagerConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'url':'" + address + "/am/','username':'stopcause','password':'${SECRET}'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(200, "");
    }

    /**
     * What the Alertmanager's own check of an alert asks for: a name, well-formed label names, no empty value, and an
     * end that is not before the beginning.
     *
     * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">OpenAPI of the API v2</a>
     */
    @Override
    protected String read(HttpPeer.Request request) {
        assertThat(request.path()).isEqualTo("/am/api/v2/alerts");
        assertThat(request.headers().get("Authorization")).startsWith("Basic ");
        JsonNode alerts = Json.read(request.body(), JsonNode.class);
        alerts.forEach(alert -> {
            assertThat(alert.path("labels").path("alertname").asText()).isNotBlank();
            alert.path("labels").properties().forEach(label -> {
                assertThat(label.getKey()).matches("[a-zA-Z_][a-zA-Z0-9_]*");
                assertThat(label.getValue().asText()).isNotBlank();
            });
            assertThat(Instant.parse(alert.path("endsAt").asText()))
                    .isAfterOrEqualTo(Instant.parse(alert.path("startsAt").asText()));
        });
        return alerts.toString();
    }

    @Override
    protected Optional<String> identity(HttpPeer.Request request) {
        return Optional.of(
                Json.read(request.body(), JsonNode.class).path(0).path("labels").toString());
    }

    @Test
    void anAlertLastsForFourRefreshesUnlessItIsOver() {
        try (Receiver receiver = open("http://127.0.0.1:1")) {
            assertThat(receiver.refresh()).contains(Duration.ofMinutes(1));
        }
        List<HttpPeer.Request> requests = follow(State.RESOLVED);
        JsonNode alert = Json.read(requests.get(0).body(), JsonNode.class).path(0);
        assertThat(alert.path("startsAt").asText()).isEqualTo(Incidents.START.toString());
        assertThat(alert.path("endsAt").asText())
                .isEqualTo(Incidents.START.plusSeconds(240).toString());
        assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("arch-mismatch");
        assertThat(alert.path("labels").path("service").asText()).isEqualTo("nginx");
        JsonNode over = Json.read(requests.get(1).body(), JsonNode.class);
        assertThat(over).hasSize(1);
        assertThat(over.path(0).path("labels")).isEqualTo(alert.path("labels"));
        assertThat(over.path(0).path("endsAt").asText()).isEqualTo(Incidents.START.toString());
    }

    @Test
    void whereALabelChangesTheOldAlertEnds() {
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = open(server.address())) {
            Optional<String> before = reference(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()));
            deliver(receiver, Incidents.withSeverity(Incidents.STORY, Severity.WARNING), Kind.UPDATED, before);

            JsonNode alerts = Json.read(server.requests().get(1).body(), JsonNode.class);
            assertThat(before).contains("arch-mismatch/critical");
            assertThat(alerts)
                    .extracting(alert -> alert.path("labels").path("severity").asText())
                    .containsExactly("critical", "warning");
            assertThat(alerts.path(0).path("endsAt").asText()).isEqualTo(Incidents.START.toString());
            assertThat(Instant.parse(alerts.path(1).path("endsAt").asText())).isAfter(Incidents.START);
        }
    }

    @Test
    void oneMemberOfAClusterIsEnough() {
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = openBlock(
                        "{'url':['http://127.0.0.1:" + Addresses.unused() + "','" + server.address() + "']}")) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(receiver.check()).isEmpty();
        }
    }
}
