package io.stopcause.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.app.config.KafkaConfig;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All parts in one process, over a restart: what was told is not told again. */
class AssemblyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path data;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private final Surroundings surroundings = new Surroundings(
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            Clock.systemUTC(),
            new Secrets(Map.of(), Path.of("")));

    @Test
    void tellsOnceWhatFailedAndGoesOnAfterARestart() throws Exception {
        try (Assembly assembly = start()) {
            feed(assembly, "events.jsonl", "logs.jsonl", "answers.jsonl");
            await(() -> told().contains("arch-mismatch"));
            await(() -> page(assembly).contains("arch-mismatch"));
            assertThat(assembly.failure()).isEmpty();
        }
        String before = told();
        try (Assembly assembly = start()) {
            await(() -> page(assembly).contains("arch-mismatch"));
            await(() -> assembly.check().isEmpty());
            assertThat(told()).isEqualTo(before);
        }
    }

    private Assembly start() {
        StopcauseConfig config = new StopcauseConfig(
                data,
                Optional.empty(),
                KafkaConfig.EMBEDDED,
                IngestConfig.NONE,
                NotifierConfig.toConsole(),
                ConsoleConfig.onFreePort());
        return Assembly.start(config, EnumSet.allOf(Role.class), surroundings, Clock.systemUTC());
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

    private static String page(Assembly assembly) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        assembly.liveAddress().orElseThrow().resolve("/api/incidents"))
                .build();
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
