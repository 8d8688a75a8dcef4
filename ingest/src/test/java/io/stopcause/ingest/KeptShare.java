package io.stopcause.ingest;

import io.stopcause.model.Checkpoint;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A share of a journal in memory: all of it, or none. */
public final class KeptShare implements Share {

    private final KeptJournal journal;
    private volatile Set<Integer> parts = Set.of(0);
    private volatile Runnable taken = () -> {};

    public KeptShare(KeptJournal journal) {
        this.journal = journal;
    }

    /** Another process has it all. */
    public void lose() {
        parts = Set.of();
    }

    public void regain() {
        parts = Set.of(0);
        taken.run();
    }

    @Override
    public String name() {
        return "share";
    }

    @Override
    public Set<Integer> parts() {
        return parts;
    }

    @Override
    public void onTaken(Runnable listener) {
        taken = listener;
    }

    @Override
    public Optional<Integer> part(String lot) {
        return parts.stream().findFirst();
    }

    @Override
    public Journal open(int part) {
        return journal.open();
    }

    @Override
    public Optional<Checkpoint> heard(String lot) {
        return journal.checkpoint(lot);
    }

    @Override
    public Recall recall(Instant from, Instant to) {
        return journal.recall();
    }

    @Override
    public void close() {
        parts = Set.of();
    }
}
