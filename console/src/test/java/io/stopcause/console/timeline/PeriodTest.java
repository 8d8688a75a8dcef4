package io.stopcause.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    private static final Instant START = Instant.parse("2026-03-03T18:40:00Z");

    @Test
    void coordinatesAreToScaleAndStayInside() {
        Period hour = new Period(START, START.plusSeconds(3600));

        assertThat(hour.x(START)).isEqualTo("0.00000%");
        assertThat(hour.x(START.plusSeconds(900))).isEqualTo("25.00000%");
        assertThat(hour.x(START.plusSeconds(9000))).isEqualTo("100.00000%");
        assertThat(hour.width(START.plusSeconds(36), START.plusSeconds(72))).isEqualTo("1.00000%");
        assertThat(hour.width(START.plusSeconds(72), START)).isEqualTo("0.00000%");
        assertThat(hour.part(START.plusSeconds(3600), 10)).isEqualTo(9);
    }

    @Test
    void oneMomentStillMakesAPicture() {
        assertThat(Period.around(List.of(START)).length()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(Period.around(List.of()).length()).isPositive();
        assertThatThrownBy(() -> new Period(START, START)).hasMessageContaining("must end after");
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 62, 599, 3600, 5400, 86_400, 250_000, 700_000, 40_000_000, 2_000_000_000})
    void theAxisHasAFewRoundMarks(long seconds) {
        Period period = new Period(START.plusSeconds(17), START.plusSeconds(17 + seconds));

        List<AxisMark> axis = AxisMark.of(period);

        assertThat(axis).hasSizeBetween(2, 11);
        assertThat(axis)
                .allMatch(mark ->
                        !mark.time().isBefore(period.from()) && !mark.time().isAfter(period.to()));
        assertThat(axis).extracting(AxisMark::major).contains(true);
    }

    @Test
    void theDateStandsWhereTheDayChanges() {
        List<AxisMark> axis = AxisMark.of(new Period(START, START.plus(Duration.ofHours(9))));

        assertThat(axis.get(0).date()).contains("3 Mar");
        assertThat(axis.stream()
                        .filter(mark -> mark.label().equals("00:00"))
                        .findFirst()
                        .orElseThrow()
                        .date())
                .contains("4 Mar");
        assertThat(axis.stream().filter(mark -> mark.date().isPresent())).hasSize(2);
    }
}
