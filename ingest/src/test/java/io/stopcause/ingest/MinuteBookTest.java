package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinuteBookTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MinuteBook book = new MinuteBook();
    private final Traffic traffic = new Traffic();
    private final List<Coverage> told = new ArrayList<>();

    private void turn(int seconds) {
        Instant now = NOON.plusSeconds(seconds);
        book.turn(now, List.of(new Ingest.Flow("queue", traffic, Optional.of(now.minusSeconds(7)))), told::add);
    }

    @Test
    void eachMinuteIsToldWhenItIsOver() {
        turn(1);
        traffic.add(Kind.READ, 10);
        traffic.add(Kind.EVENTS, 7);
        traffic.add(Kind.DUPLICATE, 2);
        traffic.add(Kind.DEAD, 1);
        traffic.late(Duration.ofSeconds(30));
        turn(59);
        turn(60);
        turn(119);
        turn(121);

        assertThat(told)
                .containsExactly(
                        new Coverage(
                                "",
                                "",
                                "queue",
                                NOON,
                                NOON.plusSeconds(60),
                                false,
                                List.of(new Coverage.Minute(
                                        NOON,
                                        10,
                                        8,
                                        1,
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(7),
                                        1,
                                        Optional.empty()))),
                        new Coverage("", "", "queue", NOON.plusSeconds(60), NOON.plusSeconds(120), false, List.of()));
    }

    @Test
    void whatCouldNotBeToldIsToldWithTheNext() {
        turn(1);
        traffic.add(Kind.READ, 3);
        List<Ingest.Flow> flows = List.of(new Ingest.Flow("queue", traffic, Optional.empty()));
        assertThatThrownBy(() -> book.turn(NOON.plusSeconds(60), flows, coverage -> {
                    throw new IllegalStateException("no broker");
                }))
                .hasMessage("no broker");
        traffic.add(Kind.READ, 2);
        turn(121);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).from()).isEqualTo(NOON);
        assertThat(told.get(0).to()).isEqualTo(NOON.plusSeconds(120));
        assertThat(told.get(0).minutes().get(0).read()).isEqualTo(5);
    }
}
