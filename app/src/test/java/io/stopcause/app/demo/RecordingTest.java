package io.stopcause.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final Instant T0 = Instant.parse("2026-03-03T18:40:00Z");

    @Test
    void ordersByTimeAndPutsBurstsApart() {
        LogBatch batch = new LogBatch(source(), List.of(line(0), line(1), line(60)));
        Recording recording = Recording.of(List.of(batch, event(30)));
        assertThat(recording.moments().stream()
                        .map(moment -> Duration.between(T0, moment.time()).toSeconds()))
                .containsExactly(0L, 30L, 60L);
        assertThat(((LogBatch) recording.moments().get(0).event()).lines()).hasSize(2);
        assertThat(recording.end()).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void refusesAnEmptyRecording() {
        assertThatThrownBy(() -> Recording.of(List.of())).hasMessageContaining("empty");
    }

    @Test
    void paceIsBoundedAboveAndNeverNegative() {
        Pace pace = new Pace(60, Duration.ofSeconds(1));
        assertThat(pace.between(T0, T0.plusSeconds(30))).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.between(T0, T0.plusSeconds(3600))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.between(T0.plusSeconds(1), T0)).isEqualTo(Duration.ZERO);
        assertThatThrownBy(() -> new Pace(0, Duration.ZERO)).hasMessageContaining("above 0");
    }

    private static LogLine line(long second) {
        return new LogLine(Long.toString(second), T0.plusSeconds(second), "text");
    }

    private static LogSource source() {
        return new LogSource("111122223333", "", "/ecs/nginx", "nginx", Surface.APP_LOG);
    }

    private static AwsEvent event(long second) {
        return new AwsEvent(
                "id" + second,
                "anything",
                new AwsEvent.Origin("aws.ecs", "111122223333", "eu-central-1"),
                T0.plusSeconds(second),
                List.of(),
                JsonNodeFactory.instance.objectNode());
    }
}
