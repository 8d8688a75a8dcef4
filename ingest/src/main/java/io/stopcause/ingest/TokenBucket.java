package io.stopcause.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spaces out the calls of one API in one account and Region, for all who make them together. A throttled call halves the rate;
 * calls that succeed bring it back. Safe for use by several threads.
 */
public final class TokenBucket {

    private static final double RECOVERY = 0.95;
    private static final Duration SLOWEST = Duration.ofSeconds(10);
    private static final int BURST = 5;

    private final Duration fastest;
    private final Clock clock;
    private final Sleeper sleeper;
    private Duration spacing;
    private Instant next = Instant.MIN;

    /** Waits; a test's lets its clock run on instead. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration length) throws InterruptedException;
    }

    public TokenBucket(double callsPerSecond, Clock clock, Sleeper sleeper) {
        this.fastest = Duration.ofNanos((long) (1e9 / callsPerSecond));
        this.spacing = fastest;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Waits until a call may be made. */
    public void acquire() throws InterruptedException {
        acquire(Instant.MAX);
    }

    /** Waits until a call may be made, unless that would be after the deadline: says so at once and takes no place. */
    public boolean acquire(Instant deadline) throws InterruptedException {
        Optional<Duration> wait = reserve(deadline);
        if (wait.filter(length -> length.compareTo(Duration.ZERO) > 0).isPresent()) {
            sleeper.sleep(wait.get());
        }
        return wait.isPresent();
    }

    public synchronized void throttled() {
        Duration doubled = spacing.multipliedBy(2);
        spacing = doubled.compareTo(SLOWEST) > 0 ? SLOWEST : doubled;
        next = clock.instant().plus(spacing);
    }

    public synchronized void succeeded() {
        Duration faster = Duration.ofNanos((long) (spacing.toNanos() * RECOVERY));
        spacing = faster.compareTo(fastest) < 0 ? fastest : faster;
    }

    synchronized Duration spacing() {
        return spacing;
    }

    private synchronized Optional<Duration> reserve(Instant deadline) {
        Instant now = clock.instant();
        Instant earliest = now.minus(spacing.multipliedBy(BURST));
        Instant at = next.isBefore(earliest) ? earliest : next;
        if (at.isAfter(deadline)) {
            return Optional.empty();
        }
        next = at.plus(spacing);
        return Optional.of(Duration.between(now, at));
    }
}
