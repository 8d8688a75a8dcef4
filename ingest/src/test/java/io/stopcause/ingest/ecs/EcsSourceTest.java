package io.stopcause.ingest.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.ingest.Aws;
import io.stopcause.ingest.KeptShare;
import io.stopcause.ingest.MovingClock;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.SourceContract;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.rights.Feature;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EcsSourceTest extends SourceContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";

    private final MovingClock clock = new MovingClock(NOW);
    private final List<String> stopped = new ArrayList<>();
    private final List<String> clusters = new ArrayList<>(List.of("shop"));
    private final Set<String> calls = new TreeSet<>();
    private final ArrayNode services = Json.mapper().createArrayNode();
    private HttpServer server;

    @BeforeEach
    void startEcs() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopEcs() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
        String action = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceAll(".*\\.", "");
        calls.add("ecs:" + action);
        ObjectNode response = Json.mapper().createObjectNode();
        boolean gone = request.path("cluster").asText().endsWith("/gone");
        if (gone) {
            response.put("__type", "ClusterNotFoundException").put("message", "Cluster not found.");
        } else {
            switch (action) {
                case "ListClusters" -> {
                    ArrayNode list = response.putArray("clusterArns");
                    clusters.forEach(cluster -> list.add(ARN + "cluster/" + cluster));
                }
                case "ListTasks" -> {
                    ArrayNode list = response.putArray("taskArns");
                    stopped.forEach(task -> list.add(ARN + "task/shop/" + task));
                }
                case "DescribeTasks" -> {
                    ArrayNode list = response.putArray("tasks");
                    request.path("tasks").forEach(arn -> task(list.addObject(), arn.asText()));
                }
                case "ListServices" -> {
                    ArrayNode list = response.putArray("serviceArns");
                    services.forEach(service -> list.add(service.path("serviceArn")));
                }
                default -> response.set("services", services);
            }
        }
        byte[] body = response.toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(gone ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void task(ObjectNode task, String arn) {
        task.put("taskArn", arn)
                .put("clusterArn", ARN + "cluster/shop")
                .put("lastStatus", "STOPPED")
                .put("desiredStatus", "STOPPED")
                .put("stopCode", "EssentialContainerExited")
                .put("stoppedReason", "Essential container in task exited")
                .put("stoppedAt", NOW.getEpochSecond())
                .put("version", 7);
        task.putArray("containers").addObject().put("name", "web").put("exitCode", 137);
    }

    @Override
    protected Source open(Share share) {
        return new EcsSource(
                Aws.at(server.getAddress().getPort()), new EcsConfig(Optional.of(Duration.ofMinutes(1))), share, clock);
    }

    @Override
    protected boolean round(Source source) throws InterruptedException {
        return ((EcsSource) source).round();
    }

    @Override
    protected void put(String text) {
        stopped.add(text);
    }

    @Override
    protected void spoil() {
        clusters.add(0, "gone");
    }

    @Override
    protected void pass(Duration length) {
        clock.advance(length);
    }

    @Override
    protected void cutOff() {
        server.stop(0);
    }

    @Override
    protected List<String> texts() {
        return journal.committed.events.stream()
                .map(event -> Keys.lastSegment(event.resources().get(0)))
                .toList();
    }

    @Test
    void aDescribedTaskIsTheEventThatNeverCame() throws InterruptedException {
        put("0123456789abcdef0123456789abcdef");
        try (Source source = open(new KeptShare(journal))) {
            round(source);
        }

        AwsEvent event = journal.committed.events.get(0);
        assertThat(event.detailType()).isEqualTo(AwsEvent.TASK_STATE);
        assertThat(event.time()).isEqualTo(NOW);
        assertThat(event.detail().path("version").asInt()).isEqualTo(7);
        assertThat(event.detail().path("stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(event.detail().path("containers").get(0).path("exitCode").asInt())
                .isEqualTo(137);
    }

    @Test
    void ofAServiceOnlyTheLastHourIsNews() throws InterruptedException {
        ObjectNode service = services.addObject()
                .put("serviceArn", ARN + "service/shop/web")
                .put("serviceName", "web")
                .put("status", "ACTIVE")
                .put("desiredCount", 2)
                .put("runningCount", 1);
        service.putArray("deployments");
        ArrayNode messages = service.putArray("events");
        messages.addObject()
                .put("id", "new")
                .put("createdAt", NOW.minusSeconds(60).getEpochSecond())
                .put("message", "(service web) was unable to place a task.");
        messages.addObject()
                .put("id", "old")
                .put("createdAt", NOW.minusSeconds(7200).getEpochSecond())
                .put("message", "(service web) was unable to place a task.");
        try (Source source = open(new KeptShare(journal))) {
            round(source);
        }

        assertThat(journal.committed.events)
                .extracting(AwsEvent::detailType)
                .containsExactlyInAnyOrder(AwsEvent.SERVICE_ACTION, AwsEvent.SERVICE_STATE);
        assertThat(journal.eventIds()).contains("new").doesNotContain("old");
    }

    @Test
    void thePolicyAllowsWhatIsCalled() throws InterruptedException {
        put("0123456789abcdef0123456789abcdef");
        services.addObject().put("serviceArn", ARN + "service/shop/web").put("serviceName", "web");
        try (Source source = open(new KeptShare(journal))) {
            round(source);
        }
        Set<String> asked = new TreeSet<>();
        Feature.RECONCILE
                .statements(new Installation("stopcause", Place.of(Aws.REGION, "111122223333")), LogChoice.NONE)
                .forEach(statement -> asked.addAll(statement.actions()));

        assertThat(calls).isEqualTo(asked);
    }
}
