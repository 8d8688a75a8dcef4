package io.stopcause.app.replay;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Sink;
import java.time.Clock;

/** Where a replay reads, and which part of it counts. */
public interface History {

    /** The stretch of event time that counts. */
    Window window();

    /** Whether a document is made of it: then lines are counted over time. */
    boolean documented();

    /**
     * Reads all of it into a sink, in any order.
     *
     * @param clock for records that tell no time, and for nothing else
     */
    Accounting read(Sink sink, Clock clock);

    /** This one, and then another one that counts in the same stretch. */
    default History and(History other) {
        return new History() {
            @Override
            public Window window() {
                return History.this.window();
            }

            @Override
            public boolean documented() {
                return History.this.documented();
            }

            @Override
            public Accounting read(Sink sink, Clock clock) {
                return History.this.read(sink, clock).plus(other.read(sink, clock));
            }
        };
    }
}
