package io.stopcause.notifier.receiver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Severity;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager takes what is sent, and shows what it should; skipped where there is none. */
@Timeout(120)
class RealAlertmanagerTest {

    private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");

    @TempDir
    private Path directory = Path.of("");

    private final String address = "http://127.0.0.1:" + Addresses.unused();
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<Process> process = Optional.empty();
    private Optional<String> reference = Optional.empty();

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BINARY), "there is no Alertmanager: apt-get install prometheus-alertmanager");
        Path config = Files.writeString(
                directory.resolve("alertmanager.yml"), "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        process = Optional.of(new ProcessBuilder(
                        BINARY.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=" + address.substring("http://".length()),
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start());
        while (!isReady()) {
            assertThat(process.get().isAlive())
                    .as(() -> "alertmanager: " + directory)
                    .isTrue();
            Thread.sleep(50);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            process.get().waitFor();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void anAlertIsActiveAsLongAsItIsOpenAndChangesWithTheIncident() throws IOException, InterruptedException {
        try (Receiver receiver = new AlertmanagerConfig(
                        List.of(address), Optional.of(10), Optional.empty(), Optional.empty(), Optional.empty())
                .open(new Surroundings(
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        new Secrets(Map.of(), directory)))) {
            assertThat(receiver.check()).isEmpty();

            send(receiver, Incidents.STORY, Kind.OPENED);
            send(receiver, Incidents.STORY, Kind.OPENED);
            JsonNode alert = active().get(0);
            assertThat(active()).hasSize(1);
            assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("arch-mismatch");
            assertThat(alert.path("annotations").path("command").asText()).contains("--platform linux/amd64");
            assertThat(alert.path("startsAt").asText()).startsWith("2026-03-03T18:42:10");
            assertThat(Duration.between(
                            Instant.now(), Instant.parse(alert.path("endsAt").asText())))
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(41));

            send(receiver, Incidents.withSeverity(Incidents.STORY, Severity.WARNING), Kind.UPDATED);
            assertThat(active())
                    .extracting(each -> each.path("labels").path("severity").asText())
                    .containsExactly("warning");

            send(
                    receiver,
                    Incidents.withSeverity(
                            Incidents.withState(Incidents.STORY, Incident.State.RESOLVED), Severity.WARNING),
                    Kind.RESOLVED);
            assertThat(active()).isEmpty();

            send(receiver, Incidents.hostile(), Kind.OPENED);
            assertThat(active()).hasSize(1);
        }
    }

    private void send(Receiver receiver, Incident incident, Kind kind) {
        Delivery delivery = receiver.deliver(Dispatch.of(
                incident, MessageWriter.write(incident, kind, List.of(), Optional.empty()), "k", reference));
        assertThat(delivery)
                .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> reference = delivered.reference());
    }

    private List<JsonNode> active() throws IOException, InterruptedException {
        JsonNode alerts = Json.read(get("/api/v2/alerts?active=true").body(), JsonNode.class);
        return StreamSupport.stream(alerts.spliterator(), false).toList();
    }
}
