package io.stopcause.ingest.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Aws;
import io.stopcause.ingest.Kept;
import io.stopcause.ingest.MovingClock;
import io.stopcause.ingest.cloudwatch.LogDownload.Gap;
import io.stopcause.ingest.cloudwatch.LogDownload.Outcome;
import io.stopcause.ingest.cloudwatch.LogDownload.Standing;
import io.stopcause.ingest.cloudwatch.LogDownload.Wanted;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Completeness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDownloadTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofHours(1));
    private static final Wanted AN_HOUR = new Wanted(List.of("/ecs/web"), List.of("/none"), Map.of(), FROM, NOW);

    private final MovingClock calls = new MovingClock(NOW);
    private final List<Standing> told = new ArrayList<>();
    private FakeLogs logs;
    private LogDownload download;

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void start() throws IOException {
        logs = new FakeLogs();
        logs.group("/ecs/web");
        download = new LogDownload(
                CloudWatchSource.api(Aws.at(logs.port()), calls, calls::advance),
                logs::incoming,
                new MovingClock(NOW),
                calls::advance);
    }

    @AfterEach
    void stop() {
        download.close();
        logs.close();
    }

    private Outcome run() throws InterruptedException {
        return download.download(AN_HOUR, directory, told::add);
    }

    private List<String> messages() {
        Kept kept = new Kept();
        FileReading.read(List.of(directory), InputStream.nullInputStream(), kept, calls);
        return kept.messages().stream().sorted().toList();
    }

    /** Events on the borders of windows too, each once, even if one window meets all that fails for a while. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyEventOnceWhateverFails(long seed) throws InterruptedException {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long at = i % 3 == 0
                    ? FROM.plusSeconds(60L * i).toEpochMilli()
                    : FROM.toEpochMilli() + random.nextInt(3_600_000);
            logs.put("/ecs/web", "id-" + i, at, "line " + i);
            expected.add("line " + i);
        }
        logs.put("/ecs/web", "early", FROM.toEpochMilli() - 1, "too early");
        logs.put("/ecs/web", "late", NOW.toEpochMilli(), "too late");
        for (int i = 0; i < 7; i++) {
            logs.faults.add(random.nextBoolean() ? FakeLogs.Fault.THROTTLED : FakeLogs.Fault.HTML);
        }

        Outcome outcome = run();

        assertThat(outcome).isEqualTo(new Outcome(60, 0, 60, List.of()));
        assertThat(messages()).isEqualTo(expected.stream().sorted().toList());
        assertThat(told).last().satisfies(end -> {
            assertThat(end.done()).isEqualTo(end.windows()).isEqualTo(60);
            assertThat(end.left()).contains(Duration.ZERO);
        });
    }

    @Test
    void aSecondRunReadsWhatIsMissingAndWhatMayStillGrow() throws InterruptedException {
        logs.put("/ecs/web", "1", FROM.toEpochMilli(), "one");
        logs.put("/ecs/web", "2", NOW.minusSeconds(30).toEpochMilli(), "two");
        logs.faults.add(FakeLogs.Fault.DENIED);

        Outcome first = run();

        assertThat(first.gaps()).hasSize(1).first().satisfies(gap -> {
            assertThat(gap.place()).startsWith("/ecs/web from 2026-03-01T09:");
            assertThat(gap.reason()).contains("AWS does not allow it", "aws policy --feature replay");
        });
        logs.put("/ecs/web", "3", NOW.minusSeconds(20).toEpochMilli(), "three");
        logs.requests.clear();

        Outcome second = run();

        assertThat(second.gaps()).isEmpty();
        assertThat(second.kept()).isEqualTo(54);
        assertThat(logs.requests.stream()
                        .map(request -> request.path("startTime").asLong())
                        .distinct())
                .hasSize(6);
        assertThat(messages()).containsExactly("one", "three", "two");
    }

    @Test
    void nothingIsLeftOfAWindowThatBreaksOff() throws InterruptedException, IOException {
        logs.put("/ecs/web", "1", FROM.toEpochMilli(), "one");
        for (int i = 0; i < 500; i++) {
            logs.faults.add(FakeLogs.Fault.HTML);
        }

        assertThat(run().gaps()).hasSize(60);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aGroupThatDoesNotExistIsNamedWithTheNearest() throws InterruptedException {
        Outcome outcome = download.download(
                new Wanted(List.of("/ecs/wab"), List.of(), Map.of(), FROM, NOW), directory, told::add);

        assertThat(outcome.gaps())
                .containsExactly(new Gap("/ecs/wab", "log group '/ecs/wab' does not exist; did you mean '/ecs/web'?"));
    }

    @Test
    void aYearIsCutIntoNoMoreThanAThousandAndAHalf() throws InterruptedException {
        Outcome outcome = download.download(
                new Wanted(List.of("/ecs/web"), List.of(), Map.of(), NOW.minus(Duration.ofDays(365)), NOW),
                directory,
                told::add);

        assertThat(outcome.windows()).isBetween(500, 1_500);
    }

    @Test
    void whichMinutesAreCompleteIsTold() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            logs.put("/ecs/web", "id-" + i, FROM.plusSeconds(60L * i + 30).toEpochMilli(), "line " + i);
        }
        logs.put(
                "/ecs/web",
                "old",
                FROM.minusSeconds(9).toEpochMilli(),
                FROM.plusSeconds(1230).toEpochMilli(),
                "old");

        run();

        Kept kept = new Kept();
        Accounting accounting = FileReading.read(List.of(directory), InputStream.nullInputStream(), kept, calls);
        assertThat(accounting.completeness().get("111122223333/eu-west-1//ecs/web"))
                .isEqualTo(new Completeness(
                        "/ecs/web",
                        List.of(
                                new Completeness.Stretch(FROM, FROM.plusSeconds(1200), 0),
                                new Completeness.Stretch(FROM.plusSeconds(1200), FROM.plusSeconds(1260), 1),
                                new Completeness.Stretch(FROM.plusSeconds(1260), NOW.minusSeconds(900), 0))));
    }
}
