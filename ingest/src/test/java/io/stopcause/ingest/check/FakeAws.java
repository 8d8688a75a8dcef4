package io.stopcause.ingest.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS's address over HTTP, with what each operation answers. Operations are named as AWS names them, such as {@code
 * DescribeTasks}; those of REST protocols by method and path, such as {@code GET /2015-02-01/mount-targets}.
 */
public final class FakeAws implements AutoCloseable {

    public static final String ACCOUNT = "111122223333";

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final String EC2_VERSION = "Version=2016-11-15";
    private static final Reply UNKNOWN = error("UnknownOperationException", "the fake knows no such operation");

    static {
        // Else the JDK's server holds each answer back until the client acknowledged its head: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Request, Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private Optional<Function<Request, Reply>> toAll = Optional.empty();

    /**
     * What was asked.
     *
     * @param body decoded if it is a form
     * @param authorization the header of that name
     */
    public record Request(String operation, String body, Optional<String> authorization) {}

    /**
     * What is answered.
     *
     * @param code of an error, put into words in the protocol of the request; empty for a plain body
     */
    public record Reply(int status, Optional<String> code, String body, Map<String, String> headers, long delayMillis) {

        /** The same after a while. */
        public Reply after(long millis) {
            return new Reply(status, code, body, headers, millis);
        }

        /** The same with one more header. */
        public Reply with(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Reply(status, code, body, more, delayMillis);
        }
    }

    private FakeAws(HttpServer server) {
        this.server = server;
    }

    public static FakeAws start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeAws fake = new FakeAws(server);
            server.createContext("/", fake::serve);
            server.setExecutor(fake.threads);
            server.start();
            fake.owner(ACCOUNT);
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Points the AWS SDK here, in {@link Aws#REGION}. */
    public AwsConfig config() {
        return Aws.at(server.getAddress().getPort());
    }

    /** Its host and port, such as an image's name may start with. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public static Reply ok(String body) {
        return page(200, body);
    }

    /** Anything but AWS's protocols. */
    public static Reply page(int status, String body) {
        return new Reply(status, Optional.empty(), body, Map.of(), 0);
    }

    /** An error of the caller's, with AWS's code for it. */
    public static Reply error(String code, String message) {
        return new Reply(400, Optional.of(code), message, Map.of(), 0);
    }

    public static Reply broken() {
        return new Reply(500, Optional.of("InternalFailure"), "the fake broke", Map.of(), 0);
    }

    public FakeAws on(String operation, String body) {
        return on(operation, ok(body));
    }

    public FakeAws on(String operation, Reply reply) {
        return on(operation, request -> reply);
    }

    public FakeAws on(String operation, Function<Request, Reply> reply) {
        replies.put(operation, reply);
        return this;
    }

    /** What every operation answers from now on, but for the one that tells whose credentials these are. */
    public FakeAws onAll(Reply reply) {
        toAll = Optional.of(request -> reply);
        return this;
    }

    /** Whose credentials these are. */
    public FakeAws owner(String account) {
        return on(
                "GetCallerIdentity",
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::" + account
                        + ":role/stopcause</Arn><UserId>AROAEXAMPLE</UserId><Account>" + account
                        + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
    }

    /** The requests for an operation so far. */
    public synchronized List<Request> asked(String operation) {
        return requests.stream()
                .filter(request -> request.operation.equals(operation))
                .toList();
    }

    /** All requests so far, but those that ask whose credentials these are. */
    public synchronized List<Request> asked() {
        return requests.stream()
                .filter(request -> !request.operation.equals("GetCallerIdentity"))
                .toList();
    }

    private synchronized void remember(Request request) {
        requests.add(request);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = request(exchange, body);
            remember(request);
            Reply reply = replyTo(request);
            Thread.sleep(reply.delayMillis);
            String text = reply.code
                    .map(code -> inProtocol(exchange, body, code, reply.body))
                    .orElse(reply.body);
            reply.headers.forEach(exchange.getResponseHeaders()::set);
            reply.code.ifPresent(code -> exchange.getResponseHeaders().set("x-amzn-errortype", code));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply replyTo(Request request) {
        Function<Request, Reply> own = replies.getOrDefault(request.operation, any -> UNKNOWN);
        return request.operation.equals("GetCallerIdentity")
                ? own.apply(request)
                : toAll.orElse(own).apply(request);
    }

    private static Request request(HttpExchange exchange, String body) {
        Optional<String> authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return new Request(target.substring(target.lastIndexOf('.') + 1), body, authorization);
        }
        Matcher action = ACTION.matcher(body);
        return action.find()
                ? new Request(action.group(1), URLDecoder.decode(body, StandardCharsets.UTF_8), authorization)
                : new Request(
                        exchange.getRequestMethod() + " "
                                + exchange.getRequestURI().getPath(),
                        body,
                        authorization);
    }

    private static String inProtocol(HttpExchange exchange, String body, String code, String message) {
        if (exchange.getRequestHeaders().getFirst("X-Amz-Target") != null
                || !ACTION.matcher(body).find()) {
            return "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}";
        }
        String error = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
        return body.contains(EC2_VERSION)
                ? "<Response><Errors>" + error + "</Errors></Response>"
                : "<ErrorResponse>" + error + "</ErrorResponse>";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
