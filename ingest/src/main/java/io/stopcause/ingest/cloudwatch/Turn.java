package io.stopcause.ingest.cloudwatch;

import org.jspecify.annotations.Nullable;

/** Of all groups of a source one at a time is repaired: what is looked for is held in memory. For one thread. */
final class Turn {

    private @Nullable Comparison owner;

    /** Whether it is this one's turn now. */
    boolean take(Comparison wanted) {
        if (owner == null) {
            owner = wanted;
        }
        return wanted.equals(owner);
    }

    /** Lets another one have its turn. */
    void leave(Comparison done) {
        if (done.equals(owner)) {
            owner = null;
        }
    }
}
