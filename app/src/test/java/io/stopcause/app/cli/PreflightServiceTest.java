package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that exists, as recorded answers of AWS tell it. */
class PreflightServiceTest {

    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final String IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:7";
    private static final String DENIED = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";

    static {
        // Else the JDK's server holds each answer back until the client acknowledged its head: 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    @TempDir
    private Path directory;

    private final Map<String, String> answers = new TreeMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        answers.put(
                "GetCallerIdentity",
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>"
                        + "</GetCallerIdentityResult></GetCallerIdentityResponse>");
        answers.put(
                "DescribeServices",
                "{\"services\":[{\"serviceArn\":\"" + ARN + "service/shop/orders\",\"clusterArn\":\"" + ARN
                        + "cluster/shop\",\"serviceName\":\"orders\",\"status\":\"ACTIVE\",\"launchType\":\"FARGATE\","
                        + "\"taskDefinition\":\"orders:7\",\"deploymentConfiguration\":{\"deploymentCircuitBreaker\":"
                        + "{\"enable\":true}}}]}");
        answers.put(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"networkMode\":\"awsvpc\",\"cpu\":\"256\","
                        + "\"memory\":\"512\",\"requiresCompatibilities\":[\"FARGATE\"],\"executionRoleArn\":"
                        + "\"arn:aws:iam::111122223333:role/orders\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\""
                        + IMAGE
                        + "\",\"healthCheck\":{\"command\":[\"CMD\",\"/ping\"]},\"logConfiguration\":{\"logDriver\":"
                        + "\"awslogs\",\"options\":{\"awslogs-group\":\"/ecs/orders\",\"awslogs-region\":\"eu-west-1\","
                        + "\"awslogs-stream-prefix\":\"web\"}}}]}}");
        answers.put("ListTasks", "{\"taskArns\":[]}");
        answers.put("DescribeLogGroups", "{\"logGroups\":[]}");
        image("arm64");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void image(String processor) {
        answers.put(
                "BatchGetImage",
                "{\"images\":[{\"imageId\":{\"imageDigest\":\"sha256:a\"},\"imageManifest\":\"{\\\"manifests\\\":"
                        + "[{\\\"platform\\\":{\\\"os\\\":\\\"linux\\\",\\\"architecture\\\":\\\"" + processor
                        + "\\\"}}]}\"}]}");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null
                    ? body.replaceAll("(?s).*\\bAction=(\\w+).*", "$1")
                    : target.substring(target.lastIndexOf('.') + 1);
            String denied = target == null
                    ? "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
                    : DENIED;
            byte[] answer = answers.getOrDefault(operation, denied).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(operation) ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Run preflight(String service, String... more) throws IOException {
        Path config = Files.writeString(
                directory.resolve("stopcause.yaml"),
                "ingest:\n  aws:\n    region: eu-west-1\n    endpoint: http://127.0.0.1:"
                        + server.getAddress().getPort() + "\n");
        String[] all = {"preflight", "--service", service, "--config", config.toString()};
        String[] arguments = java.util.Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return Run.of(arguments);
    }

    @Test
    void whatTheAccountConfirmsIsACertainFailure() throws IOException {
        Run run = preflight("shop/orders");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out())
                .contains("failure     shop/orders:1  The image was built for another CPU than the host's")
                .contains(IMAGE + " is built for linux/arm64 only, not for the host's linux/amd64")
                .contains("$.containerDefinitions[0].image")
                .contains("docker buildx build --platform linux/amd64 -t " + IMAGE)
                .contains("There is no log group /ecs/orders in eu-west-1");
    }

    @Test
    void whatItMayNotLookAtIsSaidWithTheRightThatIsMissing() throws IOException {
        Run run = preflight("shop/orders");

        assertThat(run.err())
                .contains("not checked: shop/orders: role-not-assumable: ")
                .contains("give stopcause's role the permission iam:GetRole");
    }

    @Test
    void aSoundServicePasses() throws IOException {
        image("amd64");
        answers.put("DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":\"/ecs/orders\",\"creationTime\":1}]}");

        Run run = preflight("shop/orders", "--format", "json");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.FINE);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whoMayNotReadTheServiceLearnsWhy() throws IOException {
        answers.remove("DescribeServices");

        Run run = preflight("shop/orders");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .contains(
                        "shop/orders could not be looked at: Not allowed to look: give stopcause's role the permission"
                                + " ecs:DescribeServices");
    }

    @Test
    void aServiceHasTwoNames() throws IOException {
        Run run = preflight("orders");

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains("--service: 'orders' is not CLUSTER/SERVICE");
    }
}
