package io.stopcause.notifier.receiver.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Peer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverContract;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest extends ReceiverContract {

    private static final String KEY = "s3cr3t-signing-key";
    private static final String PATH = "/hooks/s3cr3t-path";

    @Override
    protected Peer connect() {
        return new Hooks();
    }

    @Test
    void theOtherSideCanVerifyWhoSentItAndWhen() throws GeneralSecurityException {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(204, ""));
                Receiver receiver = open(server.address() + PATH)) {
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());

            HttpPeer.Request request = server.requests().get(0);
            Map<String, String> headers = request.headers();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
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
                Receiver receiver = open(server.address() + PATH)) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isEqualTo(new Delivery.Retry("HTTP 429: slow down", Optional.of(Duration.ofSeconds(7))));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (HttpPeer elsewhere = new HttpPeer(request -> HttpPeer.Answer.of(200, ""));
                HttpPeer server = new HttpPeer(
                        request -> new HttpPeer.Answer(307, Map.of("Location", elsewhere.address() + "/"), ""));
                Receiver receiver = open(server.address() + PATH)) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isInstanceOf(Delivery.Rejected.class);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    private static Receiver open(String address) {
        return new WebhookConfig(
                        Optional.of(new SecretText(address)),
                        Optional.empty(),
                        Optional.of(new SecretText(KEY)),
                        Optional.empty(),
                        Optional.of(5))
                .open(TestSurroundings.QUIET);
    }

    private static final class Hooks implements Peer {

        private final HttpPeer willing = new HttpPeer(request -> HttpPeer.Answer.of(200, "ok"));
        private final HttpPeer busy = new HttpPeer(request -> HttpPeer.Answer.of(503, "try later"));
        private final HttpPeer refusing = new HttpPeer(request -> HttpPeer.Answer.of(403, "x".repeat(100_000)));

        @Override
        public Receiver willing() {
            return WebhookReceiverTest.open(willing.address() + PATH);
        }

        @Override
        public Optional<Receiver> busy() {
            return Optional.of(WebhookReceiverTest.open(busy.address() + PATH));
        }

        @Override
        public Optional<Receiver> refusing() {
            return Optional.of(WebhookReceiverTest.open(refusing.address() + PATH));
        }

        @Override
        public Receiver absent() {
            return WebhookReceiverTest.open("http://127.0.0.1:" + Addresses.unused() + PATH);
        }

        @Override
        public List<String> received() {
            return willing.requests().stream().map(HttpPeer.Request::body).toList();
        }

        @Override
        public List<String> forbidden() {
            return List.of("\u001B", "\r", "\n");
        }

        @Override
        public List<String> secrets() {
            return List.of(KEY, PATH);
        }

        @Override
        public void close() {
            willing.close();
            busy.close();
            refusing.close();
        }
    }
}
