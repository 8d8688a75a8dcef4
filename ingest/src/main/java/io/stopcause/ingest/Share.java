package io.stopcause.ingest;

import io.stopcause.model.Checkpoint;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What this process reads of what several processes read together. The work comes in lots (a log group, a shard, a
 * queue), and each lot is in one of a fixed number of parts; a part is one process's at a time. Safe for use by several
 * threads.
 */
public interface Share extends AutoCloseable {

    /** The same for all that share, and for no others; known once parts are this process's. */
    String name();

    /** The parts that are this process's for now. */
    Set<Integer> parts();

    /** Who wants to know when parts become this process's; called by another thread. */
    void onTaken(Runnable listener);

    /** The part that a lot is in, where this process has it for now. */
    Optional<Integer> part(String lot);

    /**
     * Opens the journal of a part. Whoever had the part before is fenced: its next commit fails, and nothing of it is
     * seen.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or refuses
     */
    Journal open(int part);

    /** The newest committed checkpoint of a lot, whoever reads it, as far as this process has heard. */
    Optional<Checkpoint> heard(String lot);

    /**
     * Reads back the log lines and events that were committed between two times by the clock of this process; that of
     * Kafka may differ by a minute.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or refuses
     */
    Recall recall(Instant from, Instant to);

    /** Leaves, so that others take over at once. */
    @Override
    void close();
}
