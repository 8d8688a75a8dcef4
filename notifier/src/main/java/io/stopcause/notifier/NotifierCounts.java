package io.stopcause.notifier;

import io.stopcause.model.Notification.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What entered and left. Each record read is an incident's version or a dead letter; each attempt has one outcome.
 * Thread-safe.
 */
public final class NotifierCounts {

    private final LongAdder incidents = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final Map<Outcome, LongAdder> attempts = new EnumMap<>(Outcome.class);

    NotifierCounts() {
        for (Outcome outcome : Outcome.values()) {
            attempts.put(outcome, new LongAdder());
        }
    }

    void addIncident() {
        incidents.increment();
    }

    void addDeadLetter() {
        deadLetters.increment();
    }

    void add(Outcome outcome) {
        adder(outcome).increment();
    }

    /** Versions of incidents that were read. */
    public long incidents() {
        return incidents.sum();
    }

    /** Records that could not be read. */
    public long deadLetters() {
        return deadLetters.sum();
    }

    /** Attempts with this outcome. */
    public long attempts(Outcome outcome) {
        return adder(outcome).sum();
    }

    private LongAdder adder(Outcome outcome) {
        LongAdder adder = attempts.get(outcome);
        if (adder == null) {
            throw new AssertionError("all outcomes are counted from the start");
        }
        return adder;
    }
}
