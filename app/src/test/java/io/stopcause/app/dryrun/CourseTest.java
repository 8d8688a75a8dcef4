package io.stopcause.app.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.replay.EventTee;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Window;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.DryRun.Sent;
import io.stopcause.notifier.NotifierConfig;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Judge JUDGE = new Judge(RuleSet.shipped());

    private static Course play(Path... paths) {
        try (Recorder recorder = new Recorder(List.of(JUDGE))) {
            EventTee tee = new EventTee(event -> {}, recorder, Window.EVERYTHING, records -> {});
            FileReading.read(List.of(paths), InputStream.nullInputStream(), tee, CLOCK);
            return Course.of(recorder, JUDGE, NotifierConfig.toConsole());
        }
    }

    /** What is left out of the recording must not change what is told. */
    @ParameterizedTest
    @ValueSource(strings = {"../examples/evening", "../examples/healthy", "src/test/resources/verdicts"})
    void endsWhereAReplayEnds(String place) {
        Path path = Path.of(place);
        Replay.Input input = new Replay.Input(List.of(path), InputStream.nullInputStream(), Window.EVERYTHING, false);
        List<Incident> replayed =
                Replay.of(input, JUDGE, CLOCK, records -> {}).analysis().incidents();
        List<Function<Incident, Object>> told =
                List.of(Incident::id, Incident::headline, Incident::life, Incident::reach, each -> each.diagnosis()
                        .cause());
        Course course = play(path);
        for (Function<Incident, Object> part : told) {
            assertThat(course.analysis().incidents().stream().map(part))
                    .containsExactlyElementsOf(replayed.stream().map(part).toList());
        }
    }

    @Test
    void isTheSameWhateverTheOrderOfReading() {
        Course course = play(Path.of("../examples/evening"));
        Course other = play(
                Path.of("../examples/evening/logs.jsonl"),
                Path.of("../examples/evening/events.jsonl"),
                Path.of("../examples/evening/answers.jsonl"));
        assertThat(other.sent()).isEqualTo(course.sent());
    }

    @Test
    void tellsEachBeginningOnceAndEachEndOnce() {
        List<Sent> sent = play(Path.of("../examples/evening")).sent();
        assertThat(sent).isSortedAccordingTo(Comparator.comparing(Sent::time));
        assertThat(sent).filteredOn(each -> each.kind() == Kind.OPENED).hasSize(3);
        assertThat(sent).filteredOn(each -> each.kind() == Kind.RESOLVED).hasSize(3);
        assertThat(play(Path.of("../examples/healthy")).sent()).isEmpty();
    }

    @Test
    void aNightGoesOverMidnight() {
        Night night = new Night(ZoneId.of("Europe/Berlin"), LocalTime.of(22, 0), LocalTime.of(7, 0));
        assertThat(night.covers(Instant.parse("2026-03-03T21:00:00Z"))).isTrue();
        assertThat(night.covers(Instant.parse("2026-03-03T05:59:59Z"))).isTrue();
        assertThat(night.covers(Instant.parse("2026-03-03T06:00:00Z"))).isFalse();
        assertThat(night.day(Instant.parse("2026-03-03T23:30:00Z"))).isEqualTo("2026-03-04");
    }
}
