package io.stopcause.ingest;

import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import java.util.Optional;

/**
 * Where a source puts what it has read: Kafka, or the engine in the same process.
 *
 * <p>Called by one thread at a time. An exception from a sink stops the source; it is never swallowed.
 */
public interface Sink {

    void logs(LogBatch batch);

    void event(AwsEvent event);

    void answer(Answer answer);

    void dead(DeadLetter letter);

    /** What tells this sink's source which lines of plain text are quiet; where it is absent, each is handed on. */
    default Optional<Screen> screen() {
        return Optional.empty();
    }

    /** Takes quiet lines all at once; only where there is a {@link #screen()}. */
    default void quiet(Quiet lines) {
        throw new IllegalStateException("quiet lines for a sink without a screen");
    }
}
