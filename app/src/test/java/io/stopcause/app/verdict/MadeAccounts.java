package io.stopcause.app.verdict;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers over HTTP, in AWS's own formats, what is so in a {@link MadeAccount}. */
final class MadeAccounts implements AutoCloseable {

    private static final Pattern SEED = Pattern.compile("orders-(\\d+)");
    private static final String OLD = "1700000000";

    private static final Map<String, BiFunction<MadeAccount, String, String>> OPERATIONS = Map.of(
            "BatchGetImage", (account, request) -> image(account),
            "DescribeImages",
                    (account, request) -> "{\"imageDetails\":[{\"imageTags\":[\"7\"],\"imagePushedAt\":" + OLD + "}]}",
            "DescribeSecret",
                    (account, request) -> account.secret()
                            ? "{\"ARN\":\"" + account.secretArn() + "\",\"CreatedDate\":" + OLD
                                    + ",\"VersionIdsToStages\":{\"v1\":[\"AWSCURRENT\"]}}"
                            : "",
            "DescribeLogGroups",
                    (account, request) -> account.group()
                            ? "{\"logGroups\":[{\"logGroupName\":\"" + account.logGroup() + "\",\"creationTime\":" + OLD
                                    + "000}]}"
                            : "{\"logGroups\":[]}",
            "SimulatePrincipalPolicy", MadeAccounts::simulated);

    static {
        // Else the JDK's server holds each answer back until the client acknowledged its head: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    MadeAccounts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", MadeAccounts::serve);
        server.start();
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null
                    ? body.replaceAll("(?s).*\\bAction=(\\w+).*", "$1")
                    : target.substring(target.lastIndexOf('.') + 1);
            if (operation.equals("GetCallerIdentity")) {
                answer(
                        exchange,
                        200,
                        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>" + SlowAws.ACCOUNT
                                + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
                return;
            }
            Matcher seed = SEED.matcher(body);
            MadeAccount account = MadeAccount.of(seed.find() ? Integer.parseInt(seed.group(1)) : 0);
            String said = account.silent().contains(operation)
                    ? "denied"
                    : OPERATIONS
                            .getOrDefault(operation, (any, request) -> "denied")
                            .apply(account, body);
            boolean refused = said.isEmpty() || said.equals("denied");
            answer(exchange, refused ? 400 : 200, refused ? refusal(target, said) : said);
        }
    }

    private static String refusal(String target, String said) {
        String code = said.isEmpty() ? "ResourceNotFoundException" : "AccessDeniedException";
        return target == null
                ? "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"
                : "{\"__type\":\"" + code + "\",\"message\":\"no\"}";
    }

    private static String image(MadeAccount account) {
        if (account.processors().isEmpty()) {
            return "{\"images\":[],\"failures\":[{\"failureCode\":\"ImageNotFound\"}]}";
        }
        String built = account.processors().stream()
                .map(each -> "{\\\"platform\\\":{\\\"os\\\":\\\"linux\\\",\\\"architecture\\\":\\\"" + each + "\\\"}}")
                .collect(Collectors.joining(","));
        return "{\"images\":[{\"imageId\":{\"imageDigest\":\"sha256:a\"},\"imageManifest\":\"{\\\"manifests\\\":["
                + built + "]}\"}]}";
    }

    private static String simulated(MadeAccount account, String request) {
        String results = Pattern.compile("ActionNames\\.member\\.\\d+=([^&]+)")
                .matcher(request)
                .results()
                .map(each -> "<member><EvalActionName>" + each.group(1) + "</EvalActionName><EvalDecision>"
                        + (account.allowed().contains(each.group(1)) ? "allowed" : "implicitDeny")
                        + "</EvalDecision></member>")
                .collect(Collectors.joining());
        return "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>" + results
                + "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
