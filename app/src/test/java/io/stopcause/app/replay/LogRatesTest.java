package io.stopcause.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.console.timeline.LogRate;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRatesTest {

    private static final Instant START = Instant.parse("2026-03-03T18:00:00Z");
    private static final String TASK = "9c5e0ab9e77c5469b3b6c66ccb88a766";

    @TempDir
    private Path directory;

    private static LogBatch line(String stream, Instant time, String message) {
        LogSource source = new LogSource("111122223333", "eu-central-1", "/ecs/web", stream, Surface.APP_LOG);
        return new LogBatch(source, List.of(new LogLine("", time, message)));
    }

    private static LogRates rates() {
        return new LogRates(new Nowhere(), Window.EVERYTHING);
    }

    @Test
    void aLogBelongsToTheServiceOfItsTasks() {
        LogRates rates = rates();
        for (int i = 0; i < 90; i++) {
            rates.logs(line("web/nginx/" + TASK, START.plusSeconds(i), i % 9 == 0 ? "ERROR no" : "GET / 200"));
        }
        Scope web = Scope.ofService("111122223333", "eu-central-1", "main", "web");
        ServiceHistory.TaskBar task = new ServiceHistory.TaskBar(
                TASK,
                Optional.empty(),
                new ServiceHistory.Span(START, Optional.empty(), Optional.empty()),
                ServiceHistory.Outcome.RUNNING,
                Optional.empty(),
                "");

        LogRate rate = rates.rates(List.of(new ServiceHistory(web, List.of(task), List.of())))
                .get(0);

        assertThat(rate.scope()).isEqualTo(web);
        assertThat(rate.log()).isEqualTo("/ecs/web · nginx");
        assertThat(rate.slots()).hasSize(90).allMatch(slot -> slot.lines() == 1);
        assertThat(rate.slots().stream().mapToLong(LogRate.Slot::errors).sum()).isEqualTo(10);
        assertThat(rates.rates(List.of()).get(0).scope().logGroup()).contains("/ecs/web");
    }

    /** A log of a year, and a clock that is a year off, take as little room as one of an hour. */
    @Test
    void longLogsAreCountedInLongerStretches() {
        LogRates rates = rates();
        for (int hour = 0; hour < 24 * 365; hour++) {
            rates.logs(line("nginx", START.plus(Duration.ofHours(hour)), "GET / 200"));
        }
        rates.logs(line("nginx", START.minus(Duration.ofDays(3650)), "FATAL"));

        List<LogRate.Slot> slots = rates.rates(List.of()).get(0).slots();
        assertThat(slots).hasSizeLessThanOrEqualTo(120);
        assertThat(slots.stream().mapToLong(LogRate.Slot::lines).sum()).isEqualTo(24 * 365 + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-03 ERROR no",
                "{\"level\":\"error\",\"msg\":\"no\"}",
                "level=fatal msg=no",
                "java.lang.IllegalStateException: no",
                "panic: no",
                "exec /docker-entrypoint.sh: exec format error",
                "Traceback (most recent call last):"
            })
    void errorsCallThemselvesSo(String line) {
        assertThat(LogRates.isError(line)).isTrue();
        assertThat(LogRates.LITERALS).anyMatch(line.toLowerCase(java.util.Locale.ROOT)::contains);
    }

    @Test
    void anErrorThatNoRuleKnowsIsCountedAmongQuietLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append(START.plusSeconds(i)).append(i % 100 == 0 ? " ERROR gizmo 7\n" : " INFO gizmo 7\n");
        }
        Path file = Files.writeString(directory.resolve("gizmo.log"), text);
        Replay.Input input = new Replay.Input(List.of(file), InputStream.nullInputStream(), Window.EVERYTHING, true);

        Replay replay = Replay.of(input, new Judge(RuleSet.shipped()), Clock.systemUTC(), records -> {});

        List<LogRate.Slot> slots = replay.rates().get(0).slots();
        assertThat(slots.stream().mapToLong(LogRate.Slot::lines).sum()).isEqualTo(3000);
        assertThat(slots.stream().mapToLong(LogRate.Slot::errors).sum()).isEqualTo(30);
        assertThat(slots).hasSizeGreaterThan(50);
    }
}
