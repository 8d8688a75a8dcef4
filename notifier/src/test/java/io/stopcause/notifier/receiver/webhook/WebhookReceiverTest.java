package io.stopcause.notifier.receiver.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Specimen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookReceiverTest extends HttpContract {

    private static final String PATH = "/hooks/x";

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return WebhookConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'url':'" + address + PATH + "','secret':'${SECRET}','timeoutSeconds':1}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(200, "ok");
    }

    @Override
    protected String read(HttpPeer.Request request) {
        return request.body();
    }

    @Override
    protected List<String> forbidden() {
        return List.of("\u001B", "\r", "\n");
    }

    @Override
    protected Optional<String> identity(HttpPeer.Request request) {
        return Optional.ofNullable(request.headers().get("Idempotency-Key"));
    }

    @Test
    void theOtherSideCanVerifyWhoSentItAndWhen() throws GeneralSecurityException {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(204, ""));
                Receiver receiver = open(server.address())) {
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());

            HttpPeer.Request request = server.requests().get(0);
            Map<String, String> headers = request.headers();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = headers.get("Stopcause-Timestamp") + "." + request.body();
            assertThat(headers)
                    .containsEntry(
                            "Stopcause-Signature",
                            "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
                    .containsEntry("Stopcause-Timestamp", Long.toString(Incidents.START.getEpochSecond()))
                    .containsEntry("Idempotency-Key", "0123456789abcdef")
                    .containsEntry("Content-Type", "application/json");
            JsonNode body = Json.read(request.body(), JsonNode.class);
            assertThat(body.path("kind").asText()).isEqualTo("opened");
            assertThat(body.path("version").asInt()).isEqualTo(1);
            assertThat(Json.read(body.path("incident").toString(), Incident.class))
                    .isEqualTo(Incidents.STORY);
        }
    }

    @Test
    void aBusyServerSaysWhenToComeBack() {
        try (HttpPeer server =
                        new HttpPeer(request -> new HttpPeer.Answer(429, Map.of("Retry-After", "7"), "slow down"));
                Receiver receiver = open(server.address())) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isEqualTo(new Delivery.Retry("HTTP 429: slow down", Optional.of(Duration.ofSeconds(7))));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (HttpPeer elsewhere = new HttpPeer(request -> HttpPeer.Answer.of(200, ""));
                HttpPeer server = new HttpPeer(
                        request -> new HttpPeer.Answer(307, Map.of("Location", elsewhere.address() + "/"), ""));
                Receiver receiver = open(server.address())) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isInstanceOf(Delivery.Rejected.class);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void whatIsSentFitsThePublishedSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/webhook-v1.schema.json")));
        for (Incident incident : List.of(
                Incidents.STORY,
                Incidents.hostile(),
                Incidents.withState(Incidents.STORY, Incident.State.RESOLVED),
                Incidents.withTasks(Incidents.STORY, 2, "deployment-circuit-breaker"))) {
            try (HttpPeer server = new HttpPeer(this::taken);
                    Receiver receiver = open(server.address())) {
                deliver(receiver, incident, Kind.UPDATED, Optional.empty());

                JsonNode body = Json.read(server.requests().get(0).body(), JsonNode.class);
                assertThat(schema.validate(body)).isEmpty();
                assertThat(schema.validate(((ObjectNode) body).without("key"))).isNotEmpty();
            }
        }
    }

    @Test
    void aTemplateGivesAnotherForm() {
        String template =
                "{\"msg\":\"{{status}}: {{title}}\",\"lines\":[{{#lines}}\"{{.}}\"{{^-last}},{{/-last}}{{/lines}}],"
                        + "\"on\":\"{{incident.scope.cluster}}\"}";
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = openBlock("{'template':" + Json.write(Map.of("text", template)) + ","
                        + block(server.address()).substring(1))) {
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());
            deliver(receiver, Incidents.hostile(), Kind.OPENED, Optional.empty());

            JsonNode story = Json.read(server.requests().get(0).body(), JsonNode.class);
            assertThat(story.path("msg").asText())
                    .isEqualTo("Critical: nginx: the image is arm64, the instance is x86_64");
            assertThat(story.path("lines")).hasSize(2);
            assertThat(story.path("on").asText()).isEqualTo("web");
            assertThat(Json.read(server.requests().get(1).body(), JsonNode.class)
                            .properties())
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"{{titel}}\"} | did you mean 'title'?",
                "{\"a\":\"{{title}}\" | gives no JSON",
                "{\"a\":\"{{{title}}}\"} | would let log text out",
                "{\"a\":\"{{& title}}\"} | would let log text out",
                "{\"a\":\"{{#lines}}\"} | is no template",
            })
    void aBrokenTemplateIsFoundBeforeItIsNeeded(String template, String why) {
        assertThat(WebhookTemplate.problem(template, "application/json"))
                .hasValueSatisfying(problem -> assertThat(problem).contains(why));
    }

    @Test
    void wordsAreEscapedAsTheTypeNeedsIt() {
        assertThat(WebhookTemplate.of("t={{what}}", "application/x-www-form-urlencoded")
                        .fill(Specimen.dispatch(Incidents.START)))
                .isEqualTo("t=Somebody+tries+whether+messages+of+stopcause+arrive+here.");
        assertThat(WebhookTemplate.problem("{{nothing}}", "text/plain")).isPresent();
    }
}
