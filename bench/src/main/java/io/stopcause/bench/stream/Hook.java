package io.stopcause.bench.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver that notes when it is first told of each service. */
final class Hook implements AutoCloseable {

    private static final Pattern SERVICE = Pattern.compile("\"service\":\"([^\"]+)\"");

    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;

    Hook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher service = SERVICE.matcher(body);
            if (service.find()) {
                told.putIfAbsent(service.group(1), now);
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** By service, the time in nanoseconds. */
    Map<String, Long> told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
