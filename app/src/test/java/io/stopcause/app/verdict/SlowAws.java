package io.stopcause.app.verdict;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An account whose images are all for arm64 and whose tasks reach nothing, and which takes its time for every answer. */
final class SlowAws implements AutoCloseable {

    static final String ACCOUNT = "111122223333";

    private static final String IMAGE = """
            {"images":[{"imageId":{"imageDigest":"%s"},"imageManifest":
             "{\\"manifests\\":[{\\"platform\\":{\\"os\\":\\"linux\\",\\"architecture\\":\\"arm64\\"}}]}"}]}
            """;
    private static final String IDENTITY = "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>" + ACCOUNT
            + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
    private static final String DENIED =
            "{\"__type\":\"AccessDeniedException\",\"message\":\"User is not authorized\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger images = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final long millis;

    SlowAws(long millis) throws IOException {
        this.millis = millis;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often it was asked at all. */
    int calls() {
        return calls.get();
    }

    /** How often it was asked about an image. */
    int images() {
        return images.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String operation = operation(exchange, body);
            calls.incrementAndGet();
            Thread.sleep(millis);
            String network = SlowNetwork.answer(operation, body + exchange.getRequestURI());
            if (operation.equals("BatchGetImage")) {
                images.incrementAndGet();
                answer(exchange, 200, IMAGE.formatted(body.replaceAll("(?s).*\"imageDigest\":\"([^\"]*)\".*", "$1")));
            } else if (operation.equals("GetCallerIdentity")) {
                answer(exchange, 200, IDENTITY);
            } else if (!network.isEmpty()) {
                answer(exchange, 200, network);
            } else {
                answer(exchange, 400, DENIED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String operation(HttpExchange exchange, String body) {
        if (exchange.getRequestURI().getPath().endsWith("/hostedzonesbyvpc")) {
            return "ListHostedZonesByVPC";
        }
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return target == null
                ? body.replaceAll("(?s).*\\bAction=(\\w+).*", "$1")
                : target.substring(target.lastIndexOf('.') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
