package io.stopcause.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as people run it: a process of its own, AWS emulated, a real mail server, an HTTP server. */
class RunIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path directory;

    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final List<Post> posted = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void startReceivers() throws IOException {
        mail.start();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void stopReceivers() {
        mail.stop();
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            posted.add(new Post(
                    String.valueOf(key), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private record Post(String key, String body) {}

    @Test
    void tellsPeopleWhatAQueueAndALogGroupTellItAndGoesOnAfterAKill() throws Exception {
        try (Moto aws = Moto.start()) {
            String queue = aws.createQueue("events");
            Path config = config(aws, queue);
            fail(aws, queue, "nginx", "9c5e0ab9e77c5469b3b6c66ccb88a766");
            Process first = run(config, "first.log");
            await(first, () -> mails("nginx") > 0 && posts("nginx") > 0);
            first.destroyForcibly().waitFor();

            fail(aws, queue, "api", "0c5e0ab9e77c5469b3b6c66ccb88a766");
            Process second = run(config, "second.log");
            await(second, () -> mails("api") > 0 && posts("api") > 0);
            assertThat(threads("nginx")).as("mails that begin a thread").hasSize(1);
            assertThat(openings("nginx")).as("keys of requests that open").hasSize(1);
            second.destroy();
            assertThat(second.waitFor()).as("ended by SIGTERM").isEqualTo(143);
        }
    }

    /** A task whose image is of the wrong platform: its one line, and the event of its end. */
    private static void fail(Moto aws, String queue, String service, String task) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(30);
        aws.log(
                "/ecs/" + service,
                service + "/" + service + "/" + task,
                now.toEpochMilli(),
                "exec /docker-entrypoint.sh: exec format error");
        try (Stream<String> events = Files.lines(Path.of("../examples/evening/events.jsonl"))) {
            String event = events.filter(line ->
                            line.contains("\"lastStatus\":\"STOPPED\"") && line.contains("task-definition/nginx:42"))
                    .findFirst()
                    .orElseThrow();
            String taken = event.replaceFirst(".*\"taskArn\":\"[^\"]*/([0-9a-f]{32})\".*", "$1");
            aws.send(
                    queue,
                    event.replace(taken, task)
                            .replace("111122223333", Moto.ACCOUNT)
                            .replace("nginx", service)
                            .replaceAll("2026-03-03T[0-9:]+(\\.\\d+)?Z", now.toString()));
        }
    }

    private Path config(Moto aws, String queue) throws IOException {
        return Files.writeString(directory.resolve("stopcause.yaml"), """
                ingest:
                  aws: {region: %s, endpoint: '%s'}
                  queues:
                    - {queueUrl: '%s', waitTime: PT1S}
                  logs: {prefixes: [/ecs/], pollInterval: PT1S, settle: PT0S}
                notify:
                  route:
                    receiver: mail
                    routes:
                      - {receiver: hook, continue: true}
                      - {receiver: mail}
                  receivers:
                    - name: mail
                      email:
                        from: stopcause@example.org
                        to: oncall@example.org
                        smtp: {host: 127.0.0.1, port: %d, security: plain}
                    - name: hook
                      webhook: {url: 'http://127.0.0.1:%d/', secret: s3cret-s3cret-s3cret}
                console: {listen: '127.0.0.1:0'}
                """.formatted(
                        Moto.REGION,
                        aws.endpoint(),
                        queue,
                        mail.getSmtp().getPort(),
                        receiver.getAddress().getPort()));
    }

    private Process run(Path config, String log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(JAVA, "-jar", "target/stopcause.jar", "run", "--config", config.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "emulated");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "emulated");
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    private int mails(String service) {
        return (int) Stream.of(mail.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .filter(message -> message.contains(service) && message.contains("another CPU"))
                .count();
    }

    private long posts(String service) {
        return posted.stream()
                .filter(post -> post.body().contains("arch-mismatch"))
                .filter(post -> post.body().contains("\"" + service + "\""))
                .count();
    }

    /** Ids of the mails that begin a thread: one that the kill cut off before it was written down comes again as itself. */
    private Set<String> threads(String service) throws MessagingException {
        Set<String> ids = new TreeSet<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            if (message.getHeader("In-Reply-To") == null
                    && GreenMailUtil.getWholeMessage(message).contains(service)) {
                ids.add(message.getMessageID());
            }
        }
        return ids;
    }

    /** Keys of the requests that tell of the beginning, with the same allowance. */
    private Set<String> openings(String service) {
        return posted.stream()
                .filter(post -> post.body().contains("\"kind\":\"opened\""))
                .filter(post -> post.body().contains("\"" + service + "\""))
                .map(Post::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void await(Process process, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(process.isAlive() && Instant.now().isBefore(deadline))
                    .as(() -> "posted: " + posted + "\nlogs: " + logs())
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private String logs() {
        try (Stream<Path> files = Files.list(directory)) {
            StringBuilder logs = new StringBuilder();
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                logs.append(log.getFileName()).append('\n').append(Files.readString(log));
            }
            return logs.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
