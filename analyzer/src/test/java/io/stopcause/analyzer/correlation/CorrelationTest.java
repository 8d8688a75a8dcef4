package io.stopcause.analyzer.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.By;
import io.stopcause.analyzer.rule.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static List<Occurrence> all(String name, long... seconds) {
        return LongStream.of(seconds)
                .mapToObj(second -> new Occurrence(at(second), name + second, name))
                .toList();
    }

    private static Count count(int raise, Optional<Integer> clear) {
        return new Count(raise, clear, 60, By.SERVICE);
    }

    private static List<Span> counted(int raise, long... seconds) {
        return Correlation.count(all("a", seconds), count(raise, Optional.empty()));
    }

    @Test
    void aCountIsReachedWithinTheWindowAndNotASecondLater() {
        assertThat(counted(3, 0, 30, 60)).singleElement().satisfies(span -> {
            assertThat(span.raised()).isEqualTo(at(60));
            assertThat(span.first()).isEqualTo(at(0));
            assertThat(span.proof()).hasSize(3);
        });
        assertThat(counted(3, 0, 30, 61)).isEmpty();
        assertThat(counted(3, 0, 30)).isEmpty();
    }

    @Test
    void aFullWindowGoesOnUntilItIsNoLongerFull() {
        assertThat(counted(3, 0, 10, 20, 70, 79, 300, 310, 320))
                .extracting(Span::raised, Span::last)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(at(20), at(79)),
                        org.assertj.core.groups.Tuple.tuple(at(320), at(320)));
    }

    @Test
    void betweenTheTwoThresholdsNothingChanges() {
        List<Span> spans = Correlation.count(all("a", 0, 10, 20, 75, 130, 185, 300), count(3, Optional.of(0)));

        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.raised()).isEqualTo(at(20));
            assertThat(span.last()).isEqualTo(at(185));
            assertThat(span.cleared()).contains(at(245));
            assertThat(span.covers(at(20))).isTrue();
            assertThat(span.covers(at(244))).isTrue();
            assertThat(span.covers(at(245))).isFalse();
        });
    }

    @Test
    void withALowerThresholdOfOneASingleOneIsSeldomEnough() {
        List<Span> spans = Correlation.count(all("a", 0, 10, 20, 75), count(3, Optional.of(1)));

        assertThat(spans).singleElement().satisfies(span -> assertThat(span.cleared())
                .contains(at(70)));
    }

    @Test
    void aSequenceIsInOrderOrItIsNone() {
        List<List<Occurrence>> inOrder = List.of(all("a", 0), all("b", 10), all("c", 20));
        List<List<Occurrence>> acb = List.of(all("a", 0), all("b", 20), all("c", 10));

        assertThat(Correlation.sequence(inOrder, MINUTE)).singleElement().satisfies(span -> assertThat(span.raised())
                .isEqualTo(at(20)));
        assertThat(Correlation.sequence(acb, MINUTE)).isEmpty();
    }

    @Test
    void aSequenceIsNeverLongerThanStated() {
        assertThat(Correlation.sequence(List.of(all("a", 0), all("b", 30), all("c", 60)), MINUTE))
                .hasSize(1);
        assertThat(Correlation.sequence(List.of(all("a", 0), all("b", 30), all("c", 61)), MINUTE))
                .isEmpty();
        assertThat(Correlation.sequence(List.of(all("a", 0, 25), all("b", 30), all("c", 61)), MINUTE))
                .singleElement()
                .satisfies(span -> assertThat(span.first()).isEqualTo(at(25)));
    }

    @Test
    void oneEventIsNotTwoStepsOfASequence() {
        List<Occurrence> same = all("a", 0);

        assertThat(Correlation.sequence(List.of(same, same), MINUTE)).isEmpty();
        assertThat(Correlation.sequence(List.of(all("a", 0, 5), all("a", 0, 5)), MINUTE))
                .hasSize(1);
    }

    @Test
    void anAbsenceHoldsFromTheEndOfItsWindow() {
        assertThat(Correlation.absence(all("a", 0), all("b", 61), MINUTE))
                .singleElement()
                .satisfies(span -> assertThat(span.raised()).isEqualTo(at(60)));
        assertThat(Correlation.absence(all("a", 0), all("b", 60), MINUTE)).isEmpty();
        assertThat(Correlation.absence(all("a", 5), all("b", 0), MINUTE)).hasSize(1);
    }

    @Test
    void neitherOrderNorRepeatsMatter() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Occurrence> events =
                    all("a", random.longs(40, 0, 900).sorted().distinct().toArray());
            List<Occurrence> shuffled = new ArrayList<>(events);
            shuffled.addAll(events.subList(0, events.size() / 2));
            Collections.shuffle(shuffled, random);
            Count count = count(3, Optional.of(1));

            assertThat(Correlation.first(shuffled, count))
                    .as("seed %d", seed)
                    .isEqualTo(Correlation.count(events, count).stream().findFirst());
        }
    }
}
