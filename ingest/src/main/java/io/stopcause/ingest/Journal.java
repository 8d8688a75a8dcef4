package io.stopcause.ingest;

import io.stopcause.model.Checkpoint;
import io.stopcause.model.Coverage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sink whose records become visible together, with the checkpoints that cover them. For one thread.
 *
 * <p>A failed {@link #commit} or write leaves nothing behind that a reader sees: close the journal, open
 * another, and read again what was not committed.
 */
public interface Journal extends Sink, AutoCloseable {

    /** The last checkpoint that was committed for a source, also by an earlier process. */
    Optional<Checkpoint> checkpoint(String source);

    /** When that was, by Kafka's clock. */
    Optional<Instant> committedAt(String source);

    /** What was read of a source in a stretch of time. */
    void coverage(Coverage coverage);

    /** Makes everything since the last commit visible, and keeps the checkpoints with it. */
    void commit(List<Checkpoint> checkpoints);

    /** Drops everything since the last commit. */
    @Override
    void close();
}
