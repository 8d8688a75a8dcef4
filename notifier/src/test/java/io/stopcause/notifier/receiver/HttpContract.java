package io.stopcause.notifier.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every receiver keeps to whose other side is an HTTP server. */
public abstract class HttpContract extends ReceiverContract {

    /** Stands in for whatever the receiver must not show: a key, or the path of an address. */
    protected static final String SECRET = "s3cr3t-0123456789";

    @TempDir
    private Path directory = Path.of("");

    /** Type of the block. */
    protected abstract Class<? extends ReceiverFactory> type();

    /** The block as JSON for a server at an address, with {@code ${SECRET}} where the secret stands. */
    protected abstract String block(String address);

    /** What a server that has taken a request answers. */
    protected abstract HttpPeer.Answer taken(HttpPeer.Request request);

    /** What a person or machine reads in a request, once it has been found within the limits of the other side. */
    protected abstract String read(HttpPeer.Request request);

    /** What must never stand in {@link #read}. */
    protected List<String> forbidden() {
        return List.of("\u001B", "\r");
    }

    /** Whether a request is a message, and not a question. */
    protected boolean isMessage(HttpPeer.Request request) {
        return true;
    }

    /** What the other side takes a repeated request for the same by, if by anything. */
    protected Optional<String> identity(HttpPeer.Request request) {
        return Optional.empty();
    }

    protected final Receiver open(String address) {
        return openBlock(block(address));
    }

    protected final Receiver openBlock(String block) {
        return open(block, new Secrets(Map.of("SECRET", SECRET), Path.of("")));
    }

    private Receiver open(String block, Secrets secrets) {
        ReceiverFactory factory = Json.read(block.replace('\'', '"'), type());
        assertThat(factory.problems(secrets)).isEmpty();
        return factory.open(new Surroundings(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                InstantSource.fixed(Incidents.START),
                secrets));
    }

    /** The requests about an incident that opens and then goes from state to state. */
    protected final List<HttpPeer.Request> follow(Incident.State... states) {
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = open(server.address())) {
            Optional<String> posted = reference(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()));
            for (Incident.State state : states) {
                Kind kind =
                        switch (state) {
                            case OPEN, ACKNOWLEDGED -> Kind.UPDATED;
                            case RESOLVED -> Kind.RESOLVED;
                            case REOPENED -> Kind.OPENED;
                        };
                deliver(receiver, Incidents.withState(Incidents.STORY, state), kind, posted);
            }
            return server.requests();
        }
    }

    @Override
    protected Peer connect() {
        return new Servers();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void allSidesRetryTheSameAnswers(int status) {
        withServer(request -> HttpPeer.Answer.of(status, ""), receiver -> assertThat(
                        deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                .isInstanceOf(Delivery.Retry.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 401, 403, 404, 410, 413, 422})
    void allSidesGiveUpAtTheSameAnswers(int status) {
        withServer(
                request -> new HttpPeer.Answer(status, Map.of("Location", "http://127.0.0.1:1/elsewhere"), SECRET),
                receiver -> assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                        .isInstanceOf(Delivery.Rejected.class));
    }

    @Test
    void whoIsAskedToWaitPassesThatOn() {
        withServer(request -> new HttpPeer.Answer(429, Map.of("Retry-After", "7"), ""), receiver -> assertThat(
                        deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                .isInstanceOfSatisfying(
                        Delivery.Retry.class, retry -> assertThat(retry.after()).contains(Duration.ofSeconds(7))));
    }

    @Test
    void theSameMessageSentAgainIsKnownAsTheSame() {
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = open(server.address())) {
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());

            List<Optional<String>> identities =
                    server.requests().stream().map(this::identity).distinct().toList();
            assertThat(identities.get(0).isPresent()).isEqualTo(receiver.knowsRepeats());
            assertThat(identities).filteredOn(Optional::isPresent).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aSecretMayStandInAFileAndItsAbsenceIsToldWithoutAnything() throws IOException {
        assumeTrue(block("http://127.0.0.1").contains("${SECRET}"), "the receiver has no secret of its own");
        try (HttpPeer server = new HttpPeer(this::taken)) {
            String block = block(server.address());
            Files.writeString(directory.resolve("file"), field(block).replace("${SECRET}", SECRET) + "\n");
            String inFile = block.replaceAll("'(\\w+)':'[^']*\\$\\{SECRET}[^']*'", "'$1File':'file'");
            try (Receiver receiver = open(inFile, new Secrets(Map.of(), directory))) {
                assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                        .isInstanceOf(Delivery.Delivered.class);
            }
            ReceiverFactory factory = Json.read(block.replace('\'', '"'), type());
            assertThat(factory.problems(new Secrets(Map.of("SECRETS", SECRET), directory)))
                    .singleElement()
                    .asString()
                    .contains("SECRET is not set; did you mean SECRETS?")
                    .doesNotContain(SECRET);
        }
    }

    /** The text in which the secret stands. */
    private static String field(String block) {
        return Pattern.compile("'([^']*\\$\\{SECRET}[^']*)'")
                .matcher(block)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private void withServer(Function<HttpPeer.Request, HttpPeer.Answer> behaviour, Consumer<Receiver> test) {
        try (HttpPeer server = new HttpPeer(behaviour);
                Receiver receiver = open(server.address())) {
            test.accept(receiver);
        }
    }

    private final class Servers implements Peer {

        private final HttpPeer willing = new HttpPeer(HttpContract.this::taken);
        private final HttpPeer busy = new HttpPeer(request -> HttpPeer.Answer.of(503, "try later"));
        private final HttpPeer refusing = new HttpPeer(request -> HttpPeer.Answer.of(403, "x".repeat(1_000_000)));

        @Override
        public Receiver willing() {
            return open(willing.address());
        }

        @Override
        public Optional<Receiver> busy() {
            return Optional.of(open(busy.address()));
        }

        @Override
        public Optional<Receiver> refusing() {
            return Optional.of(open(refusing.address()));
        }

        @Override
        public Receiver absent() {
            return open("http://127.0.0.1:" + Addresses.unused());
        }

        @Override
        public List<String> received() {
            return willing.requests().stream()
                    .filter(HttpContract.this::isMessage)
                    .map(HttpContract.this::read)
                    .toList();
        }

        @Override
        public List<String> raw() {
            return willing.requests().stream()
                    .filter(HttpContract.this::isMessage)
                    .map(request -> request.body() + request.headers())
                    .toList();
        }

        @Override
        public List<String> forbidden() {
            return HttpContract.this.forbidden();
        }

        @Override
        public List<String> secrets() {
            return List.of(SECRET);
        }

        @Override
        public void close() {
            willing.close();
            busy.close();
            refusing.close();
        }
    }
}
