package io.stopcause.notifier.receiver.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.element.ButtonElement;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Orders;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Buttons, over a real connection of the kind that Slack's Socket Mode is. */
@Timeout(60)
class SlackButtonTest {

    private static final String PRESS = """
        {"type":"interactive","envelope_id":"e1","accepts_response_payload":false,"payload":
         {"type":"block_actions","user":{"id":"U1","username":"jane <!here>"},"channel":{"id":"C1"},
          "message":{"ts":"17.42"},"actions":[{"action_id":"%s","value":"5f2c1a9be07d4431"}]}}
        """.replace("\n", "");

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ordered = new LinkedBlockingQueue<>();

    /** Slack's side of the connection. */
    private final class Socket extends WebSocketServer {

        private Socket() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            setReuseAddr(true);
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
            connection.send("{\"type\":\"hello\",\"num_connections\":1}");
            said.add("open");
        }

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {
            said.add("close");
        }

        @Override
        public void onMessage(WebSocket connection, String message) {
            said.add(message);
        }

        @Override
        public void onError(WebSocket connection, Exception e) {
            said.add("error " + e);
        }

        @Override
        public void onStart() {
            said.add("start");
        }
    }

    private final class Taker implements Orders {

        @Override
        public void acknowledge(String incident, String author) {
            ordered.add("acknowledge " + incident + " " + author);
        }

        @Override
        public void silence(String incident, Duration length, String author) {
            ordered.add("silence " + incident + " " + length);
        }

        @Override
        public void correct(String incident, String author) {
            throw new RefusedException("no room <here>");
        }

        @Override
        public void invent(AwsEvent event) {
            ordered.add("invent " + event.id());
        }
    }

    @Test
    void aPressBecomesAnOrderAndTheThreadSaysSo() throws Exception {
        Socket socket = new Socket();
        socket.start();
        assertThat(said.poll(20, TimeUnit.SECONDS)).isEqualTo("start");
        try (HttpPeer api = new HttpPeer(request -> HttpPeer.Answer.of(
                        200,
                        request.path().endsWith("apps.connections.open")
                                ? "{\"ok\":true,\"url\":\"ws://127.0.0.1:" + socket.getPort() + "/\"}"
                                : "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.43\"}"));
                Receiver receiver = open(api.address())) {
            assertThat(receiver.check()).isPresent();
            receiver.start();
            assertThat(said.poll(20, TimeUnit.SECONDS)).isEqualTo("open");

            for (String action :
                    List.of("stopcause_acknowledge", "stopcause_silence", "stopcause_wrong_cause", "other")) {
                socket.broadcast(PRESS.formatted(action));
                assertThat(said.poll(20, TimeUnit.SECONDS)).contains("\"envelope_id\":\"e1\"");
            }

            assertThat(ordered.poll(20, TimeUnit.SECONDS)).isEqualTo("acknowledge 5f2c1a9be07d4431 jane <!here> (U1)");
            assertThat(ordered.poll(20, TimeUnit.SECONDS)).isEqualTo("silence 5f2c1a9be07d4431 PT1H");
            List<String> replies = replies(api, 3);
            assertThat(replies.get(0)).contains("thread_ts=17.42", "jane &lt;!here&gt; (U1) acknowledged it.");
            assertThat(replies.get(2)).contains("Not taken: no room &lt;here&gt;");
            assertThat(receiver.check()).isEmpty();
        } finally {
            socket.stop(1000);
        }
    }

    private static List<String> replies(HttpPeer api, int count) throws InterruptedException {
        while (true) {
            List<String> replies = api.requests().stream()
                    .filter(request -> request.path().endsWith("chat.postMessage"))
                    .map(request -> URLDecoder.decode(request.body(), StandardCharsets.UTF_8))
                    .toList();
            if (replies.size() >= count) {
                return replies;
            }
            Thread.sleep(10);
        }
    }

    private Receiver open(String address) {
        return new SlackReceiverConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new SecretText("xoxb-1")),
                        Optional.empty(),
                        Optional.of("C0123456789"),
                        Optional.of(new SlackButtonsConfig(Optional.of(new SecretText("xapp-1")), Optional.empty())),
                        Optional.of(address + "/api/"))
                .open(TestSurroundings.QUIET.obeying(new Taker()));
    }

    @Test
    void thereIsNothingToPressBelowWhatIsOverAndNobodyAcknowledgesTwice() {
        assertThat(labels(Incidents.STORY)).containsExactly("Acknowledge", "Silence 1 h", "Wrong cause");
        assertThat(labels(Incidents.withState(Incidents.STORY, Incident.State.ACKNOWLEDGED)))
                .containsExactly("Silence 1 h", "Wrong cause");
        assertThat(labels(Incidents.withState(Incidents.STORY, Incident.State.RESOLVED)))
                .isEmpty();
    }

    private static List<String> labels(Incident incident) {
        Dispatch dispatch = Dispatch.of(
                incident,
                MessageWriter.write(incident, Kind.OPENED, List.of(), Optional.empty()),
                "k",
                Optional.empty());
        return SlackButton.below(dispatch).stream()
                .flatMap(block -> ((ActionsBlock) block).getElements().stream())
                .map(element -> ((ButtonElement) element).getText().getText())
                .toList();
    }

    @Test
    void whatIsNoPressOfOursIsNone() {
        for (String payload :
                List.of("{}", "{\"type\":\"view_submission\"}", "{\"type\":\"block_actions\",\"actions\":[]}")) {
            assertThat(SlackPress.of(Json.read(payload, JsonNode.class))).isEmpty();
        }
    }
}
