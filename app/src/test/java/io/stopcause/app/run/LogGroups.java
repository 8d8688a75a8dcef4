package io.stopcause.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Log groups in which lines appear, and who asks for them: readers go by their access keys. */
final class LogGroups implements AutoCloseable {

    static final String PREFIX = "/ecs/";
    /** AWS's pages have 1 MB at most. */
    private static final int PAGE = 500;

    private final Map<String, List<Line>> groups = new HashMap<>();
    private final Map<String, Map<String, Long>> asked = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int lines;

    private record Line(String id, long time, String message) {}

    LogGroups(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            groups.put(PREFIX + i, new ArrayList<>());
        }
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A new line in each group. */
    void write() {
        write("served");
    }

    /** The same with these words. */
    synchronized void write(String message) {
        long now = System.currentTimeMillis();
        groups.values().forEach(group -> group.add(new Line("line-" + lines++, now, message)));
    }

    synchronized Set<String> written() {
        Set<String> ids = new TreeSet<>();
        groups.values().forEach(group -> group.forEach(line -> ids.add(line.id())));
        return ids;
    }

    /** How many groups a reader has asked for since a {@link System#nanoTime}. */
    synchronized long askedBy(String reader, long since) {
        return asked.getOrDefault(reader, Map.of()).values().stream()
                .filter(time -> time - since > 0)
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
        String reader =
                exchange.getRequestHeaders().getFirst("Authorization").replaceAll(".*Credential=([^/]*)/.*", "$1");
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        if (!target.startsWith("Logs_")) {
            try (exchange) {
                exchange.sendResponseHeaders(403, -1);
            }
            return;
        }
        boolean filter = target.endsWith("FilterLogEvents");
        byte[] body = (filter ? events(request, reader) : list()).toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized ObjectNode list() {
        ObjectNode response = Json.mapper().createObjectNode();
        ArrayNode list = response.putArray("logGroups");
        groups.keySet().forEach(name -> list.addObject()
                .put("logGroupName", name)
                .put("arn", "arn:aws:logs:us-east-1:111122223333:log-group:" + name + ":*"));
        return response;
    }

    private synchronized ObjectNode events(JsonNode request, String reader) {
        String name = request.path("logGroupName").asText();
        asked.computeIfAbsent(reader, key -> new HashMap<>()).put(name, System.nanoTime());
        ObjectNode response = Json.mapper().createObjectNode();
        ArrayNode events = response.putArray("events");
        List<Line> all = groups.getOrDefault(name, List.of()).stream()
                .filter(line -> line.time() >= request.path("startTime").asLong()
                        && line.time() <= request.path("endTime").asLong())
                .toList();
        int from = request.path("nextToken").asInt(0);
        int to = Math.min(all.size(), from + PAGE);
        all.subList(from, to).forEach(line -> events.addObject()
                .put("logStreamName", "web")
                .put("eventId", line.id())
                .put("timestamp", line.time())
                .put("ingestionTime", line.time())
                .put("message", line.message()));
        if (to < all.size()) {
            response.put("nextToken", Integer.toString(to));
        }
        return response;
    }
}
