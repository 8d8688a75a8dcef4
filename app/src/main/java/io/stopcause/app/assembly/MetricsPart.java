package io.stopcause.app.assembly;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stopcause.app.config.MetricsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The figures of all parts for Prometheus at {@code /metrics}, at {@code /health} whether something is wrong, and at
 * {@code /sources} how far each source is read.
 */
final class MetricsPart implements Part {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "metrics-http");
        made.setDaemon(true);
        return made;
    });
    private final HttpServer server;

    /**
     * Binds the port and begins to serve.
     *
     * @param parts whose figures are served
     * @param problems what is wrong now, in words
     * @throws UncheckedIOException with the address, if it cannot be bound
     */
    MetricsPart(MetricsConfig config, Collection<Part> parts, Supplier<List<String>> problems) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        parts.forEach(part -> part.bindTo(registry));
        try {
            server = HttpServer.create(config.address(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot serve metrics on " + config.listen() + ": " + e.getMessage()
                            + "; choose another address under metrics.listen",
                    e);
        }
        server.setExecutor(thread);
        server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape(TEXT)));
        server.createContext("/health", exchange -> {
            List<String> wrong = problems.get();
            answer(exchange, wrong.isEmpty() ? 200 : 503, wrong.isEmpty() ? "ok\n" : String.join("\n", wrong) + "\n");
        });
        server.createContext("/sources", exchange -> {
            List<String> lines =
                    parts.stream().flatMap(part -> part.sources().stream()).toList();
            answer(exchange, 200, String.join("\n", lines) + "\n");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Optional<String> greeting() {
        InetSocketAddress bound = server.getAddress();
        return Optional.of("http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort()
                + "/metrics, /health and /sources");
    }

    @Override
    public List<String> check() {
        return List.of();
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
        registry.close();
    }
}
