package io.stopcause.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.file.FileReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay by bytes finds what a replay line by line finds. */
class ScreenedReplayTest {

    private static final Judge JUDGE = new Judge(RuleSet.shippedWithTests());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-03T20:00:00Z"), ZoneOffset.UTC);
    private static final List<String> ORDINARY = List.of(
            "GET /api/v1/items/17 200 12 ms user=4711",
            "INFO  [main]  listening on  :8080",
            "\tat com.example.shop.Cart.add(Cart.java:118)",
            "connected to database after retry 2: ok",
            "{\"level\":\"info\",\"time\":\"2026-03-03T18:01:00Z\",\"msg\":\"served\"}",
            "{\"level\":\"error\",\"msg\":\"dial tcp 10.0.0.1:5432: connect: connection refused\"}",
            "level=info time=2026-03-03T18:00:00Z msg=\"Managed task [x]\" module=TaskEngine",
            "Grüße aus Köln",
            "",
            "An error occurred (ClientException) when calling the RegisterTaskDefinition operation: bad memory");

    @TempDir
    Path directory = Path.of("");

    private record Outcome(
            Analysis analysis, Accounting accounting, Optional<Span> met, Optional<Span> used, long outside) {}

    @Test
    void theAnalysisIsTheSame() throws IOException {
        List<String> failures = JUDGE.rules().rules().stream()
                .flatMap(rule -> rule.tests().stream())
                .map(RuleTest::text)
                .flatMap(Optional::stream)
                .toList();
        int incidents = 0;
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Path file = directory.resolve("app-" + seed + ".log");
            Files.writeString(file, text(random, failures));
            Files.setLastModifiedTime(file, FileTime.from(CLOCK.instant()));
            Window window = random.nextInt(3) > 0
                    ? Window.EVERYTHING
                    : new Window(
                            Optional.of(Instant.parse("2026-03-03T18:00:20Z")),
                            Optional.of(Instant.parse("2026-03-03T18:01:30Z")));
            Outcome plain = replay(file, Optional.empty(), window);

            assertThat(replay(file, RuleScreen.of(JUDGE, List.of()), window))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
            incidents += plain.analysis().incidents().size();
        }
        assertThat(incidents).isGreaterThan(5);
    }

    private static Outcome replay(Path file, Optional<Screen> screen, Window window) {
        Engine engine = new Engine(JUDGE);
        EngineSink sink = new EngineSink(engine, screen, window, records -> {});
        Accounting accounting = FileReading.read(List.of(file), InputStream.nullInputStream(), sink, CLOCK);
        sink.end();
        return new Outcome(engine.result(), accounting, sink.met(), sink.used(), sink.outside());
    }

    private static String text(Random random, List<String> failures) {
        StringBuilder text = new StringBuilder();
        List<String> lines = new ArrayList<>(ORDINARY);
        for (int i = 0; i < 3; i++) {
            lines.add(failures.get(random.nextInt(failures.size())));
        }
        for (int second = 0; second < 120; second++) {
            if (random.nextInt(4) > 0) {
                text.append(Instant.parse("2026-03-03T18:00:00Z")
                        .plusSeconds(random.nextInt(10) == 0 ? random.nextInt(120) : second));
                text.append(' ');
            }
            String line = lines.get(random.nextInt(lines.size()));
            text.append(
                    switch (random.nextInt(8)) {
                        case 0 -> line.replace(" ", "  ");
                        case 1 -> line.replace(' ', '\t');
                        case 2 -> line.toUpperCase(Locale.ROOT);
                        default -> line;
                    });
            text.append(random.nextInt(9) == 0 ? "\r\n" : "\n");
        }
        return text.toString();
    }
}
