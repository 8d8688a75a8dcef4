package io.stopcause.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** moto, an emulator of AWS that others wrote, spoken to in AWS's own JSON; skips the test where it is not installed. */
final class Moto implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "123456789012";

    private final Process process;
    private final URI endpoint;
    private final HttpClient client = HttpClient.newHttpClient();

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static Moto start() throws IOException {
        Optional<Path> command = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(command).as("moto_server is not on the PATH: skipped").isPresent();
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        command.orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        assumeThat(listens(process))
                .as("moto_server does not start here: skipped")
                .isTrue();
        return new Moto(process, URI.create("http://127.0.0.1:" + port));
    }

    /** The server says on its output when it listens; what it says later is thrown away. */
    private static boolean listens(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.contains("Running on")) {
            line = output.readLine();
        }
        Thread drain = new Thread(() -> output.lines().forEach(said -> {}), "moto-output");
        drain.setDaemon(true);
        drain.start();
        return line != null;
    }

    URI endpoint() {
        return endpoint;
    }

    String createQueue(String name) throws Exception {
        return call("sqs", "AmazonSQS.CreateQueue", Map.of("QueueName", name))
                .path("QueueUrl")
                .asText();
    }

    void send(String queueUrl, String body) throws Exception {
        call("sqs", "AmazonSQS.SendMessage", Map.of("QueueUrl", queueUrl, "MessageBody", body));
    }

    /** Makes the group and the stream where they do not exist, and writes one line. */
    void log(String group, String stream, long millis, String message) throws Exception {
        call("logs", "Logs_20140328.CreateLogGroup", Map.of("logGroupName", group));
        call("logs", "Logs_20140328.CreateLogStream", Map.of("logGroupName", group, "logStreamName", stream));
        JsonNode answer = call(
                "logs",
                "Logs_20140328.PutLogEvents",
                Map.of("logGroupName", group, "logStreamName", stream, "logEvents", new Object[] {
                    Map.of("timestamp", millis, "message", message)
                }));
        assertThat(answer.has("__type")).as("%s", answer).isFalse();
    }

    private JsonNode call(String service, String target, Map<String, Object> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=emulated/20260101/" + REGION + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return answer.isBlank() ? Json.mapper().createObjectNode() : Json.read(answer, JsonNode.class);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
