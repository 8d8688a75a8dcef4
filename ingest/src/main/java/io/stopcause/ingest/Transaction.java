package io.stopcause.ingest;

import io.stopcause.model.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal and what its next commit covers: several lots are committed together, since a commit costs as much as some
 * thousand lines. For one thread.
 */
public final class Transaction implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** Kafka gives up a transaction that takes too long, however slowly the quota lets pages come. */
    private static final int PAGES = 20;

    private final Journal journal;
    private final List<Checkpoint> covered = new ArrayList<>();
    private long begun;
    private int pages;

    /** Nothing to commit yet. */
    public Transaction(Journal journal) {
        this.journal = journal;
    }

    public Journal journal() {
        return journal;
    }

    /** A page of records has been written whose checkpoint does not come yet; commits what has become much. */
    public void page() {
        begin();
        pages++;
        if (pages >= PAGES) {
            commit();
        }
    }

    /** All records before the checkpoint have been written; commits what has waited for long. */
    public void cover(Checkpoint checkpoint) {
        begin();
        covered.removeIf(before -> before.source().equals(checkpoint.source()));
        covered.add(checkpoint);
        if (pages >= PAGES || System.nanoTime() - begun > LONGEST.toNanos()) {
            commit();
        }
    }

    private void begin() {
        if (pages == 0 && covered.isEmpty()) {
            begun = System.nanoTime();
        }
    }

    public void commit() {
        journal.commit(List.copyOf(covered));
        covered.clear();
        pages = 0;
    }

    @Override
    public void close() {
        journal.close();
    }
}
