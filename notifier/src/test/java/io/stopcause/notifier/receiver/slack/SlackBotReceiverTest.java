package io.stopcause.notifier.receiver.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Peer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverContract;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackBotReceiverTest extends ReceiverContract {

    private static final String TOKEN = "xoxb-1-s3cr3ttoken";
    private static final String CHANNEL = "C0123456789";
    private static final Incident OTHER = Incidents.withId(Incidents.STORY, "other");
    private static final String OK = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.42\"}";

    @Override
    protected Peer connect() {
        return new Workspace();
    }

    @Test
    void oneMessageIsEditedAndItsThreadTellsTheNews() {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(200, OK));
                Receiver receiver = open(server.address())) {
            Optional<String> posted = reference(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()));
            deliver(receiver, Incidents.STORY, Kind.UPDATED, posted);
            deliver(receiver, Incidents.withState(Incidents.STORY, Incident.State.RESOLVED), Kind.RESOLVED, posted);

            assertThat(posted).contains("C1:17.42");
            assertThat(server.requests().stream().map(HttpPeer.Request::path))
                    .containsExactly(
                            "/api/chat.postMessage",
                            "/api/chat.update",
                            "/api/chat.postMessage",
                            "/api/chat.update",
                            "/api/chat.postMessage");
            assertThat(form(server.requests().get(1).body())).contains("\"ts\":\"17.42\"");
            assertThat(form(server.requests().get(2).body()))
                    .contains("\"thread_ts\":\"17.42\"", "New symptom: deployment-circuit-breaker");
            assertThat(form(server.requests().get(4).body())).contains("Resolved", "steady state");
        }
    }

    @Test
    void aMessageThatSomebodyDeletedIsPostedAnew() {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(
                        200,
                        request.path().endsWith("chat.update")
                                ? "{\"ok\":false,\"error\":\"message_not_found\"}"
                                : OK));
                Receiver receiver = open(server.address())) {
            assertThat(reference(deliver(receiver, Incidents.STORY, Kind.UPDATED, Optional.of("C1:1.1"))))
                    .contains("C1:17.42");
        }
    }

    @Test
    void anErrorWordDecidesWhetherToTryAgain() {
        try (HttpPeer server =
                        new HttpPeer(request -> HttpPeer.Answer.of(200, "{\"ok\":false,\"error\":\"ratelimited\"}"));
                Receiver receiver = open(server.address())) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isEqualTo(new Delivery.Retry("Slack: ratelimited", Optional.empty()));
        }
    }

    @Test
    void whatACrashCutOffIsLookedForBeforeItIsSentAgainAndTheChannelIsReadOnce() {
        try (HttpPeer server = new HttpPeer(SlackBotReceiverTest::withHistory);
                Receiver receiver = open(server.address())) {
            assertThat(receiver.knowsRepeats()).isTrue();
            assertThat(reference(receiver.deliver(unsure(Incidents.STORY, "k1"))))
                    .contains(CHANNEL + ":9.9");
            assertThat(reference(receiver.deliver(unsure(OTHER, "k2")))).contains("C1:17.42");

            assertThat(receiver.knowsRepeats()).isTrue();
            assertThat(paths(server))
                    .as("asked once whether it may be read, then read once")
                    .containsExactly("conversations.history", "conversations.history", "chat.postMessage");
            assertThat(form(server.requests().get(2).body())).contains("stopcause_message", "k2", OTHER.id());
        }
    }

    @Test
    void anotherMessageAboutWhatACrashCutOffGoesIntoTheOneThatIsThere() {
        try (HttpPeer server = new HttpPeer(SlackBotReceiverTest::withHistory);
                Receiver receiver = open(server.address())) {
            assertThat(reference(receiver.deliver(unsure(Incidents.STORY, "the end"))))
                    .contains(CHANNEL + ":9.9");

            assertThat(paths(server))
                    .containsExactly(
                            "conversations.history", "chat.update", "conversations.replies", "chat.postMessage");
            assertThat(form(server.requests().get(3).body())).contains("\"thread_ts\":\"9.9\"", "the end");
        }
    }

    @Test
    void afterAPostThatMayHaveArrivedTheChannelIsReadOn() {
        try (HttpPeer server = new HttpPeer(request ->
                        request.path().endsWith("postMessage") ? HttpPeer.Answer.of(503, "") : withHistory(request));
                Receiver receiver = open(server.address())) {
            receiver.deliver(unsure(OTHER, "k2"));
            assertThat(receiver.deliver(unsure(OTHER, "k2"))).isInstanceOf(Delivery.Retry.class);

            assertThat(paths(server))
                    .containsExactly(
                            "conversations.history", "chat.postMessage", "conversations.history", "chat.postMessage");
            assertThat(form(server.requests().get(2).body())).contains("\"oldest\":\"9.9\"");
        }
    }

    @Test
    void whoMayNotReadTheChannelDoesNotKnowRepeats() {
        try (HttpPeer server =
                        new HttpPeer(request -> HttpPeer.Answer.of(200, "{\"ok\":false,\"error\":\"missing_scope\"}"));
                Receiver receiver = open(server.address())) {
            assertThat(receiver.knowsRepeats()).isFalse();
            assertThat(receiver.knowsRepeats()).isFalse();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anErrorAfterWhichSomeMayHaveSucceededLeavesItOpen() {
        try (HttpPeer server =
                        new HttpPeer(request -> HttpPeer.Answer.of(200, "{\"ok\":false,\"error\":\"fatal_error\"}"));
                Receiver receiver = open(server.address())) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty())
                            .mayHaveArrived())
                    .isTrue();
        }
    }

    @Test
    void aHistoryThatCannotBeReadNowMakesItWait() {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(
                        200, request.path().endsWith("history") ? "{\"ok\":false,\"error\":\"internal_error\"}" : OK));
                Receiver receiver = open(server.address())) {
            assertThat(receiver.deliver(unsure(OTHER, "k2"))).isInstanceOf(Delivery.Retry.class);
        }
    }

    private static HttpPeer.Answer withHistory(HttpPeer.Request request) {
        return HttpPeer.Answer.of(
                200,
                request.path().endsWith("conversations.history")
                        ? "{\"ok\":true,\"messages\":[{\"ts\":\"9.9\",\"metadata\":{\"event_type\":"
                                + "\"stopcause_message\",\"event_payload\":{\"key\":\"k1\",\"incident\":\""
                                + Incidents.STORY.id() + "\"}}}]}"
                        : OK);
    }

    private static List<String> paths(HttpPeer server) {
        return server.requests().stream()
                .map(request -> request.path().substring("/api/".length()))
                .toList();
    }

    private static Dispatch unsure(Incident incident, String key) {
        return new Dispatch(
                incident,
                MessageWriter.write(incident, Kind.OPENED, List.of(), Optional.empty()),
                key,
                Optional.empty(),
                true,
                List.of());
    }

    private static Receiver open(String address) {
        return new SlackReceiverConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new SecretText(TOKEN)),
                        Optional.empty(),
                        Optional.of(CHANNEL),
                        Optional.empty(),
                        Optional.of(address + "/api/"))
                .open(TestSurroundings.QUIET);
    }

    /** The Slack client sends forms; as JSON they read like the payload of a webhook. */
    private static String form(String body) {
        ObjectNode fields = Json.mapper().createObjectNode();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields.toString();
    }

    private static final class Workspace implements Peer {

        private final HttpPeer willing = new HttpPeer(request -> HttpPeer.Answer.of(200, OK));
        private final HttpPeer busy =
                new HttpPeer(request -> new HttpPeer.Answer(429, Map.of("Retry-After", "3"), "{\"ok\":false}"));
        private final HttpPeer refusing =
                new HttpPeer(request -> HttpPeer.Answer.of(200, "{\"ok\":false,\"error\":\"invalid_auth\"}"));

        @Override
        public Receiver willing() {
            return SlackBotReceiverTest.open(willing.address());
        }

        @Override
        public Optional<Receiver> busy() {
            return Optional.of(SlackBotReceiverTest.open(busy.address()));
        }

        @Override
        public Optional<Receiver> refusing() {
            return Optional.of(SlackBotReceiverTest.open(refusing.address()));
        }

        @Override
        public Receiver absent() {
            return SlackBotReceiverTest.open("http://127.0.0.1:" + Addresses.unused());
        }

        @Override
        public List<String> received() {
            return willing.requests().stream()
                    .filter(request -> request.path().startsWith("/api/chat."))
                    .map(request -> form(request.body()))
                    .map(message -> message.contains("thread_ts") ? message : SlackLimits.check(message))
                    .toList();
        }

        @Override
        public List<String> forbidden() {
            return List.of("<!", "<script", "\u001B", "\r");
        }

        @Override
        public List<String> secrets() {
            return List.of(TOKEN);
        }

        @Override
        public void close() {
            willing.close();
            busy.close();
            refusing.close();
        }
    }
}
