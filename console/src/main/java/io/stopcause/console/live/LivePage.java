package io.stopcause.console.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.console.page.Pages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves a board over HTTP, and takes wishes from those who are admitted. Answers on the threads of its own small pool; {@link #start} returns once the
 * port is bound.
 */
public final class LivePage implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int BACKLOG = 64;
    private static final int SECRET_BYTES = 16;
    private static final int MOST_FORM_BYTES = 16_384;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Answers answers;
    private final AllowedHosts hosts;
    private final Streams streams;

    private LivePage(HttpServer server, Answers answers, AllowedHosts hosts) {
        this.server = server;
        this.answers = answers;
        this.hosts = hosts;
        this.streams = new Streams(answers::tag);
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "console-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Binds the port and begins to serve.
     *
     * @param loop fills the board; its problems are shown, and make {@code /health} fail
     * @param token what lets others than people at this machine do more than read; absent if nothing does
     * @param wishes hears what people want
     * @throws UncheckedIOException with the address, if it cannot be bound
     */
    public static LivePage start(
            ConsoleConfig config, IncidentBoard board, BoardLoop loop, Optional<String> token, Wishes wishes) {
        // tells the tags of this run from those of an earlier one, whose board counted its versions from zero as well
        String run = Long.toHexString(System.nanoTime());
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Actions actions = new Actions(
                wishes,
                new Admission(token, config.userHeader()),
                HexFormat.of().formatHex(secret));
        return start(config, new Answers(board, loop::check, run, actions, InstantSource.system(), config.keep()));
    }

    static LivePage start(ConsoleConfig config, Answers answers) {
        InetSocketAddress address = config.address();
        try {
            LivePage page =
                    new LivePage(HttpServer.create(address, BACKLOG), answers, new AllowedHosts(config.hosts()));
            page.server.setExecutor(page.threads);
            page.server.createContext("/", page::serve);
            page.server.start();
            page.streams.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot serve the live page on " + address + ": " + e.getMessage()
                            + "; choose another address under console.listen",
                    e);
        }
    }

    /** Where a browser on this machine finds it. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().isAnyLocalAddress()
                ? "localhost"
                : bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
    }

    /** What is wrong now, in words; the same as {@code /health} says. */
    public List<String> check() {
        return answers.problems();
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (isForStream(exchange)) {
            answers.headers(Response.of(200, Response.EVENTS, ""))
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            streams.open(exchange);
            return;
        }
        try (exchange) {
            write(exchange, answer(exchange));
        }
    }

    private boolean isForStream(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals(Pages.EVENTS)
                && hosts.allows(host == null ? "" : host)
                && !streams.isFull();
    }

    private static Request request(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        String encoded = method.equals("POST")
                ? new String(exchange.getRequestBody().readNBytes(MOST_FORM_BYTES), StandardCharsets.UTF_8)
                : query;
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Request(
                method,
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match")),
                Request.params(encoded),
                new Visitor(exchange.getRemoteAddress().getAddress().isLoopbackAddress(), headers));
    }

    private Response answer(HttpExchange exchange) throws IOException {
        Request request = request(exchange);
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!hosts.allows(host == null ? "" : host)) {
            return answers.toForeignHost();
        }
        try {
            return answers.to(request);
        } catch (RuntimeException e) {
            // a fault of ours in one page: said to the reader and by check(), while the others are still served
            return answers.toFault(request, e);
        }
    }

    private void write(HttpExchange exchange, Response response) throws IOException {
        Map<String, String> headers = answers.headers(response);
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        streams.close();
        server.stop(0);
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
