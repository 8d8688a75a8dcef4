package io.stopcause.app.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that takes each message once, by its key, as the header asks for; and remembers all. Thread-safe. */
final class Hook implements AutoCloseable {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;
    private final Map<String, Message> byKey = new LinkedHashMap<>();
    private final List<Message> all = new ArrayList<>();

    /** What was posted. */
    record Message(String incident, String kind, String title, String key, long nanos) {}

    Hook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            keep(Json.read(body, JsonNode.class), key);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private synchronized void keep(JsonNode body, String key) {
        Message message = new Message(
                body.path("incident").path("id").asText(),
                body.path("kind").asText(),
                body.path("title").asText(),
                key,
                System.nanoTime());
        all.add(message);
        byKey.putIfAbsent(key, message);
    }

    /** Those that were taken: each key once. */
    synchronized List<Message> taken() {
        return List.copyOf(byKey.values());
    }

    /** Every request. */
    synchronized List<Message> requests() {
        return List.copyOf(all);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
