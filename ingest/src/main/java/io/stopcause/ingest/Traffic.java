package io.stopcause.ingest;

import io.stopcause.ingest.Accounting.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has gone through a source since the process started, for those who watch it. The outcomes add up to {@link
 * Kind#READ}; what was read and not committed counts again when it is read again. Safe for use by several threads.
 */
public final class Traffic {

    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);
    private final LongAdder late = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final AtomicLong latestMillis = new AtomicLong();
    private final AtomicLong meanwhileMillis = new AtomicLong();

    /** Nothing yet. */
    public Traffic() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    void add(Kind kind, long number) {
        adder(kind).add(number);
    }

    /** Something new came that is older than what had settled. */
    void late(Duration by) {
        late.increment();
        latestMillis.accumulateAndGet(by.toMillis(), Math::max);
        meanwhileMillis.accumulateAndGet(by.toMillis(), Math::max);
    }

    /** AWS has so many records that were not found. */
    public void missing(long number) {
        missing.add(number);
    }

    /** How many records AWS has, by its own count, that were not found. */
    public long missing() {
        return missing.sum();
    }

    /** How many of a kind. */
    public long count(Kind kind) {
        return adder(kind).sum();
    }

    /** How many new lines and events were older than what had settled when they came. */
    public long late() {
        return late.sum();
    }

    /** How late the latest of them was. */
    public Duration latest() {
        return Duration.ofMillis(latestMillis.get());
    }

    /** How late the latest of those was that came since this was asked last. */
    Duration latestMeanwhile() {
        return Duration.ofMillis(meanwhileMillis.getAndSet(0));
    }

    private LongAdder adder(Kind kind) {
        LongAdder adder = counts.get(kind);
        if (adder == null) {
            throw new IllegalArgumentException("no counter of " + kind);
        }
        return adder;
    }
}
