package io.stopcause.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The journals of the parts that this process has, each opened when it is first needed. For one thread. */
public final class Journals implements AutoCloseable {

    private final Share share;
    private final Map<Integer, Transaction> open = new HashMap<>();

    public Journals(Share share) {
        this.share = share;
    }

    /** What a lot is written with; empty where it is another process's for now. */
    public Optional<Transaction> of(String lot) {
        return share.part(lot).map(part -> open.computeIfAbsent(part, number -> new Transaction(share.open(number))));
    }

    /** Lets go of what is no longer this process's. */
    public void giveUp() {
        open.entrySet().removeIf(each -> {
            boolean lost = !share.parts().contains(each.getKey());
            if (lost) {
                each.getValue().close();
            }
            return lost;
        });
    }

    /** Commits everything that is not committed yet. */
    public void commit() {
        open.values().forEach(Transaction::commit);
    }

    /** Drops everything that is not committed. */
    @Override
    public void close() {
        open.values().forEach(Transaction::close);
        open.clear();
    }
}
