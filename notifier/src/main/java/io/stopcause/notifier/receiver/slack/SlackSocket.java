package io.stopcause.notifier.receiver.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import io.stopcause.model.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection over which Slack tells of pressed buttons. It is opened in a thread of its own, again and again until
 * there is one, and the SDK keeps it from then on. Slack gives each press to one of several connections, so that several
 * notifiers hear it once.
 */
final class SlackSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
    private static final String INTERACTIVE = "interactive";
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Slack slack;
    private final String appToken;
    private final Consumer<SlackPress> taker;
    private final Thread opening = new Thread(this::open, "slack-socket");
    private volatile Optional<SocketModeClient> client = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("not connected yet");
    private volatile boolean closing;

    SlackSocket(Slack slack, String appToken, Consumer<SlackPress> taker) {
        this.slack = slack;
        this.appToken = appToken;
        this.taker = taker;
        opening.setDaemon(true);
    }

    void start() {
        opening.start();
    }

    /** Why no press would be heard now. */
    Optional<String> check() {
        return trouble.or(() ->
                        client.filter(socket -> !socket.verifyConnection()).map(socket -> "connection lost"))
                .map(why -> "Slack's buttons: " + why);
    }

    private void open() {
        while (!closing) {
            try {
                connect();
                return;
            } catch (IOException e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                LOG.warn("no connection for Slack's buttons: {}", e.getMessage());
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connect() throws IOException {
        SocketModeClient socket = slack.socketMode(appToken, SocketModeClient.Backend.JavaWebSocket);
        client = Optional.of(socket);
        socket.addWebSocketMessageListener(text -> take(socket, text));
        socket.connect();
        trouble = Optional.empty();
    }

    /** Answered first: Slack shows an error to who pressed if that takes longer than three seconds. */
    private void take(SocketModeClient socket, String text) {
        JsonNode envelope = Json.read(text, JsonNode.class);
        if (envelope.path("type").asText().equals(INTERACTIVE)) {
            socket.sendSocketModeResponse(AckResponse.builder()
                    .envelopeId(envelope.path("envelope_id").asText())
                    .build());
            SlackPress.of(envelope.path("payload")).ifPresent(taker);
        }
    }

    @Override
    public void close() {
        closing = true;
        opening.interrupt();
        try {
            if (client.isPresent()) {
                client.get().close();
            }
        } catch (IOException e) {
            LOG.warn("the connection for Slack's buttons could not be closed: {}", e.getMessage());
        }
    }
}
