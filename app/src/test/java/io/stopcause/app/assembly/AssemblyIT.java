package io.stopcause.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.config.KafkaConfig;
import io.stopcause.app.config.MetricsConfig;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.rules.RuleSource;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Told;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.ReceiverConfig;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All parts in one process, over a restart: what was told is not told again. */
class AssemblyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path data;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    @Test
    void tellsOnceWhatFailedAndGoesOnAfterARestart() throws Exception {
        try (Assembly assembly = start()) {
            feed(assembly, "events.jsonl", "logs.jsonl", "answers.jsonl");
            awaitAllTold(assembly);
            await(() -> page(assembly).contains("arch-mismatch"));
            assertThat(told()).contains("arch-mismatch");
            assertThat(assembly.failure()).isEmpty();
        }
        String before = told();
        try (Assembly assembly = start()) {
            await(() -> page(assembly).contains("arch-mismatch"));
            await(() -> assembly.check().isEmpty());
            assertThat(told()).isEqualTo(before);
        }
    }

    @Test
    void aCanaryTravelsTheWholeWayAndReachesNobodyElse() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer deadManSwitch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        deadManSwitch.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        deadManSwitch.start();
        ReceiverConfig canary = Json.read(
                "{\"name\":\"canary\",\"canary\":{\"everySeconds\":60,\"url\":\"http://127.0.0.1:"
                        + deadManSwitch.getAddress().getPort() + "/\"}}",
                ReceiverConfig.class);
        NotifierConfig usual = NotifierConfig.toConsole();
        NotifierConfig config = new NotifierConfig(
                usual.route(),
                List.of(usual.receivers().get(0), canary),
                usual.severityFloor(),
                usual.link(),
                usual.quiet(),
                usual.redactAddresses());
        Clock soon = Clock.offset(Clock.systemUTC(), untilFullMinute().minusSeconds(20));
        try (Assembly assembly = start(config, soon)) {
            await(() -> !heard.isEmpty());
            assertThat(heard.get(0)).matches("arrived after \\d{1,5} ms");
            assertThat(told()).isEmpty();
            await(() -> metrics(assembly).contains("stopcause_notifier_wait_seconds_count{receiver=\"canary\"} 1\n"));
            assertThat(metrics(assembly))
                    .containsPattern("stopcause_notifier_wait_latest_seconds\\{receiver=\"canary\"} \\d+\\.\\d+")
                    .contains("stopcause_notifier_attempts_total{outcome=\"delivered\"} 1.0")
                    .contains("stopcause_notifier_wait_seconds_count{receiver=\"console\"} 0\n");
            assertThat(page(assembly)).doesNotContain("canary");
        } finally {
            deadManSwitch.stop(0);
        }
    }

    private static Duration untilFullMinute() {
        Instant now = Instant.now();
        return Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60));
    }

    private Assembly start() {
        return start(NotifierConfig.toConsole(), Clock.systemUTC());
    }

    private Assembly start(NotifierConfig notifier, Clock clock) {
        StopcauseConfig config = new StopcauseConfig(
                data,
                RuleSource.SHIPPED,
                KafkaConfig.EMBEDDED,
                IngestConfig.NONE,
                notifier.ofAnotherTime(),
                ConsoleConfig.onFreePort(),
                Optional.of(new MetricsConfig("127.0.0.1:0")));
        return Assembly.start(
                config,
                EnumSet.allOf(Role.class),
                new Surroundings(
                        new PrintStream(messages, true, StandardCharsets.UTF_8),
                        clock,
                        new Secrets(Map.of(), Path.of(""))),
                clock);
    }

    private static void feed(Assembly assembly, String... files) {
        List<Path> paths = List.of(files).stream()
                .map(file -> Path.of("../examples/evening", file))
                .toList();
        try (KafkaSink sink = KafkaSink.open(assembly.clientProperties(), "test")) {
            FileReading.read(paths, InputStream.nullInputStream(), sink, Clock.systemUTC());
            sink.commit(List.of());
        }
    }

    /** Waits until each incident of the evening was told as it stands at the end, and nothing else is open. */
    private void awaitAllTold(Assembly assembly) throws Exception {
        Map<String, Told> expected = new TreeMap<>();
        expected().forEach(incident -> expected.put(incident.id(), Told.of(incident)));
        Map<String, Told> told = new TreeMap<>();
        Map<String, Object> client = new HashMap<>(assembly.clientProperties());
        client.put("auto.offset.reset", "earliest");
        client.put("group.id", "test");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.NOTIFICATIONS.name()));
            await(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    Notification notification = Json.read(record.value(), Notification.class);
                    if (notification.attempt().outcome() == Notification.Outcome.DELIVERED) {
                        told.put(notification.incident(), notification.told());
                    }
                });
                return told.entrySet().containsAll(expected.entrySet())
                        && told.entrySet().stream()
                                .filter(entry -> !expected.containsKey(entry.getKey()))
                                .allMatch(entry -> entry.getValue().state() == Incident.State.RESOLVED);
            });
        }
    }

    /** What the same records amount to in one process. */
    private static List<Incident> expected() {
        Engine engine = new Engine(RuleSet.shipped());
        FileReading.read(
                List.of(Path.of("../examples/evening")),
                InputStream.nullInputStream(),
                new IntoEngine(engine),
                Clock.systemUTC());
        return engine.result().incidents();
    }

    private record IntoEngine(Engine engine) implements Sink {

        @Override
        public void logs(LogBatch batch) {
            engine.accept(batch);
        }

        @Override
        public void event(AwsEvent event) {
            engine.accept(event);
        }

        @Override
        public void answer(Answer answer) {
            engine.accept(answer);
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new AssertionError("the recording is readable, but: " + letter);
        }
    }

    private static String page(Assembly assembly) throws Exception {
        return get(assembly.liveAddress().orElseThrow().resolve("/api/incidents"));
    }

    private static String metrics(Assembly assembly) throws Exception {
        String address = assembly.greetings().stream()
                .flatMap(line ->
                        Pattern.compile("http://\\S+/metrics").matcher(line).results())
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        return get(URI.create(address));
    }

    private static String get(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String told() {
        return messages.toString(StandardCharsets.UTF_8);
    }

    private void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as("told so far: %s", told()).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
