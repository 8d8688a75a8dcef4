package io.stopcause.ingest;

import io.stopcause.model.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far lots have been read by whoever reads them. One that does not move is left out after a while: its reader may lack
 * the right to read it, and time must not stand still for ever. For one thread.
 */
public final class Positions {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Share share;
    private final Map<String, Move> moves = new HashMap<>();

    private record Move(Instant to, Instant seen) {}

    public Positions(Share share) {
        this.share = share;
    }

    /** Event time up to which a lot has been read; empty where nobody knows, or it has not moved for five minutes. */
    public Optional<Instant> position(String lot, Instant now) {
        return share.heard(lot)
                .map(Checkpoint::time)
                .filter(time -> now.isBefore(moves.compute(
                                lot,
                                (name, before) ->
                                        before == null || !before.to().equals(time) ? new Move(time, now) : before)
                        .seen()
                        .plus(PATIENCE)));
    }
}
