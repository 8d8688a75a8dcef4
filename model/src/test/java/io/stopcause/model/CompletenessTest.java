package io.stopcause.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Completeness.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static Instant minute(int number) {
        return Instant.parse("2026-03-01T10:00:00Z").plus(Duration.ofMinutes(number));
    }

    private static Coverage.Minute read(int number, long written, Optional<Long> incoming) {
        return new Coverage.Minute(minute(number), written, written, 0, Duration.ZERO, Duration.ZERO, 0, incoming);
    }

    private static Coverage told(int from, int to, boolean compared, Coverage.Minute... minutes) {
        return new Coverage("1", "eu-west-1", "/ecs/web", minute(from), minute(to), compared, List.of(minutes));
    }

    @Test
    void stretchesOneBehindTheOtherAreOne() {
        Completeness known = Completeness.of(told(0, 5, true, read(2, 7, Optional.of(7L))))
                .and(Completeness.of(told(5, 10, true)))
                .and(Completeness.of(told(8, 12, true)));

        assertThat(known.stretches()).containsExactly(new Stretch(minute(0), minute(12), 0));
    }

    @Test
    void whatIsMissingOrNotCountedIsNoPartOfThem() {
        Completeness known = Completeness.of(told(
                0, 10, true, read(2, 4, Optional.of(7L)), read(5, 1, Optional.empty()), read(9, 1, Optional.of(1L))));

        assertThat(known.stretches())
                .containsExactly(
                        new Stretch(minute(0), minute(2), 0),
                        new Stretch(minute(2), minute(3), 3),
                        new Stretch(minute(3), minute(5), 0),
                        new Stretch(minute(6), minute(10), 0));
    }

    @Test
    void withoutCloudWatchsCountNothingIsKnown() {
        assertThat(Completeness.of(told(0, 10, false, read(2, 4, Optional.empty())))
                        .stretches())
                .isEmpty();
    }

    @Test
    void whatWasMissingAndIsThereLaterIsThere() {
        Completeness first = Completeness.of(told(0, 2, true, read(1, 4, Optional.of(7L))));
        Completeness second = Completeness.of(told(1, 3, true, read(1, 7, Optional.of(7L))));

        assertThat(first.and(second)).isEqualTo(second.and(first));
        assertThat(first.and(second).stretches()).containsExactly(new Stretch(minute(0), minute(3), 0));
    }

    @Test
    void aStretchOfTimeCutsThem() {
        Completeness known = Completeness.of(told(0, 10, true));

        assertThat(known.within(minute(8), minute(20)))
                .contains(new Completeness("/ecs/web", List.of(new Stretch(minute(8), minute(10), 0))));
        assertThat(known.within(minute(10), minute(20))).isEmpty();
    }
}
