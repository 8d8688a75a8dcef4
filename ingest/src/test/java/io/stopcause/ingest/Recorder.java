package io.stopcause.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between the AWS SDK and an emulator and writes down which IAM actions the calls are. */
public final class Recorder implements AutoCloseable {

    private static final Pattern SERVICE = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    /** Where IAM has another name for a service than signatures have. */
    private static final Map<String, String> IAM_NAMES = Map.of("monitoring", "cloudwatch", "tagging", "tag");

    private final URI behind;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> actions = new ConcurrentSkipListSet<>();

    private Recorder(URI behind, HttpServer server) {
        this.behind = behind;
        this.server = server;
    }

    public static Recorder before(AwsConfig aws) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Recorder recorder = new Recorder(aws.endpoint().orElseThrow(), server);
            server.createContext("/", recorder::pass);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "recorder");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return recorder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AwsConfig aws() {
        return Aws.at(server.getAddress().getPort());
    }

    /** Actions of all calls so far, such as {@code sqs:ReceiveMessage}. */
    public Set<String> actions() {
        return Collections.unmodifiableSet(new TreeSet<>(actions));
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            actions.add(action(exchange, new String(body, StandardCharsets.ISO_8859_1)));
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            behind.resolve(exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            for (String header : List.of("Authorization", "Content-Type", "X-Amz-Target", "X-Amz-Date", "Accept")) {
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                        .ifPresent(value -> request.header(header, value));
            }
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (String header : List.of("Content-Type", "X-Amzn-Query-Error", "X-Amzn-ErrorType")) {
                response.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders()
                        .set(header, value));
            }
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** IAM has no actions of their own for calls that do the same to several messages. */
    private static String action(HttpExchange exchange, String body) {
        Matcher service =
                SERVICE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""));
        String signed = service.find() ? service.group(1) : "?";
        String prefix = IAM_NAMES.getOrDefault(signed, signed);
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        Matcher form = ACTION.matcher(body);
        String operation = target.isEmpty() && form.find() ? form.group(1) : target.substring(target.indexOf('.') + 1);
        return prefix + ":" + operation.replaceAll("Batch$", "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
