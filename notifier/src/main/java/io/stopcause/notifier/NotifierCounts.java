package io.stopcause.notifier;

import io.stopcause.model.Notification.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What entered and left. Each record read is an incident's version or a dead letter; each attempt has one outcome.
 * Thread-safe.
 */
public final class NotifierCounts {

    private final LongAdder incidents = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final Map<Outcome, LongAdder> attempts = new EnumMap<>(Outcome.class);
    private final Map<String, Waits> waits = new ConcurrentHashMap<>();

    /**
     * How long a receiver waited for the first message of an incident, from its beginning on.
     *
     * @param count how many it was told of
     * @param total of all of them together
     * @param latest the last one
     */
    public record Waits(long count, Duration total, Duration latest) {

        static final Waits NONE = new Waits(0, Duration.ZERO, Duration.ZERO);

        Waits and(Waits next) {
            return new Waits(count + next.count, total.plus(next.total), next.latest);
        }
    }

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

    void addWait(String receiver, Duration wait) {
        waits.merge(receiver, new Waits(1, wait, wait), Waits::and);
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

    /** How long this receiver waited; none where it was told nothing. */
    public Waits waits(String receiver) {
        return waits.getOrDefault(receiver, Waits.NONE);
    }

    private LongAdder adder(Outcome outcome) {
        LongAdder adder = attempts.get(outcome);
        if (adder == null) {
            throw new AssertionError("all outcomes are counted from the start");
        }
        return adder;
    }
}
