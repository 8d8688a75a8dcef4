package io.stopcause.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.console.Evening;
import io.stopcause.model.Incident;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentBoardTest {

    private static Incident numbered(int number, Incident.State state) {
        Incident model = Evening.blind();
        return new Incident(
                String.format("%08d", number),
                model.headline(),
                model.diagnosis(),
                new Incident.Life(
                        state,
                        Evening.START,
                        Evening.START,
                        Evening.START.plusSeconds(number),
                        Optional.empty(),
                        Optional.empty()),
                model.reach(),
                model.remediation());
    }

    @Test
    void aSnapshotStaysWhatItWas() {
        IncidentBoard board = new IncidentBoard();
        IncidentBoard.Snapshot before = board.snapshot();
        board.incident("a", Optional.of(Evening.blind()));

        assertThat(before.incidents()).isEmpty();
        assertThat(board.snapshot()).isSameAs(board.snapshot());
        assertThat(board.snapshot().version()).isGreaterThan(before.version());
    }

    @Test
    void aFullBoardForgetsTheOldestResolvedAndNoneThatIsOpen() {
        IncidentBoard board = new IncidentBoard();
        for (int i = 0; i < 7000; i++) {
            Incident incident = numbered(i, i < 10 ? Incident.State.OPEN : Incident.State.RESOLVED);
            board.incident(incident.id(), Optional.of(incident));
        }

        assertThat(board.snapshot().incidents()).hasSizeLessThan(IncidentBoard.MOST + 500);
        assertThat(board.snapshot().incidents()).extracting(Incident::id).contains("00000000", "00000009", "00006999");
        assertThat(board.snapshot().incidents()).extracting(Incident::id).doesNotContain("00000010");
    }

    @Test
    void whatWasResolvedLongAgoCanBeLeftOut() {
        IncidentBoard board = new IncidentBoard();
        Incident open = numbered(1, Incident.State.OPEN);
        Incident resolved = open.with(open.life().over(Evening.START, "steady"));
        board.incident("open", Optional.of(open));
        board.incident("resolved", Optional.of(resolved));

        assertThat(board.snapshot().since(Evening.START).incidents()).containsExactly(open, resolved);
        assertThat(board.snapshot().since(Evening.START.plusMillis(1)).incidents())
                .containsExactly(open);
    }
}
