package io.stopcause.ingest.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CloudWatch Logs as far as it is read, with the faults that no emulator has: pages that are empty and go on, throttling,
 * errors with an HTML body. Each page holds one event or as many
 * as are asked for, and a page before each is empty.
 */
final class FakeLogs implements AutoCloseable {

    final List<JsonNode> requests = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    int pageEvents = 1;
    private final List<Stored> stored = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final HttpServer server;

    private record Stored(String group, String id, long time, long arrived, String message) {}

    /** An answer instead of the right one. */
    record Fault(int status, String body) {
        static final Fault THROTTLED =
                new Fault(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        /** The connection ends without an answer. */
        static final Fault RESET = new Fault(0, "");

        static final Fault EXPIRED_TOKEN = new Fault(
                400, "{\"__type\":\"InvalidParameterException\",\"message\":\"The specified nextToken is expired\"}");
        static final Fault HTML = new Fault(500, "<html><body>oops</body></html>");
        static final Fault DENIED = new Fault(
                400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to logs:FilterLogEvents\"}");
    }

    static {
        // Head and body of a response go out in two packets; without this the second waits 40 ms for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    FakeLogs() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void group(String name) {
        groups.add(name);
    }

    synchronized void put(String group, String id, long time, String message) {
        put(group, id, time, time, message);
    }

    synchronized void put(String group, String id, long time, long arrived, String message) {
        stored.add(new Stored(group, id, time, arrived, message));
    }

    /** What CloudWatch counts. */
    synchronized Optional<Map<Instant, Long>> incoming(Group group, Instant from, Instant to) {
        return Optional.of(stored.stream()
                .filter(event -> event.group().equals(group.name()))
                .map(event -> Instant.ofEpochMilli(event.arrived()).truncatedTo(ChronoUnit.MINUTES))
                .filter(minute -> !minute.isBefore(from) && minute.isBefore(to))
                .collect(Collectors.groupingBy(minute -> minute, Collectors.counting())));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        boolean filter = "Logs_20140328.FilterLogEvents".equals(target);
        if (filter) {
            requests.add(request);
        }
        Fault fault = filter ? faults.poll() : null;
        if (Fault.RESET.equals(fault)) {
            exchange.close();
            return;
        }
        String body = fault != null ? fault.body() : (filter ? filter(request) : describe(request)).toString();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(fault != null ? fault.status() : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ObjectNode describe(JsonNode request) {
        ObjectNode response = Json.mapper().createObjectNode();
        ArrayNode found = response.putArray("logGroups");
        groups.stream()
                .filter(name ->
                        name.startsWith(request.path("logGroupNamePrefix").asText()))
                .forEach(name -> found.addObject()
                        .put("logGroupName", name)
                        .put("arn", "arn:aws:logs:eu-west-1:111122223333:log-group:" + name + ":*"));
        return response;
    }

    private ObjectNode filter(JsonNode request) {
        List<Stored> all = stored.stream()
                .filter(event ->
                        event.group().equals(request.path("logGroupName").asText()))
                .filter(event -> event.time() >= request.path("startTime").asLong())
                .filter(event -> event.time() <= request.path("endTime").asLong())
                .toList();
        ObjectNode response = Json.mapper().createObjectNode();
        ArrayNode events = response.putArray("events");
        int page = request.path("nextToken").asInt(0);
        int from = page / 2 * pageEvents;
        for (int i = from; page % 2 == 1 && i < Math.min(all.size(), from + pageEvents); i++) {
            Stored event = all.get(i);
            events.addObject()
                    .put("logStreamName", "ecs/web/0123456789abcdef0123456789abcdef")
                    .put("eventId", event.id())
                    .put("timestamp", event.time())
                    .put("ingestionTime", event.arrived())
                    .put("message", event.message());
        }
        if (page % 2 == 0 ? from < all.size() : from + pageEvents < all.size()) {
            response.put("nextToken", Integer.toString(page + 1));
        }
        return response;
    }
}
