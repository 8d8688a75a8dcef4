package io.stopcause.ingest.cloudwatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spaces out the calls of one API in one account and Region, for all groups together. A throttled call halves the rate;
 * calls that succeed bring it back. Safe for use by several threads.
 */
final class TokenBucket {

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
    interface Sleeper {
        void sleep(Duration length) throws InterruptedException;
    }

    TokenBucket(double callsPerSecond, Clock clock, Sleeper sleeper) {
        this.fastest = Duration.ofNanos((long) (1e9 / callsPerSecond));
        this.spacing = fastest;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Waits until a call may be made. */
    void acquire() throws InterruptedException {
        Duration wait = reserve();
        if (wait.compareTo(Duration.ZERO) > 0) {
            sleeper.sleep(wait);
        }
    }

    synchronized void throttled() {
        Duration doubled = spacing.multipliedBy(2);
        spacing = doubled.compareTo(SLOWEST) > 0 ? SLOWEST : doubled;
        next = clock.instant().plus(spacing);
    }

    synchronized void succeeded() {
        Duration faster = Duration.ofNanos((long) (spacing.toNanos() * RECOVERY));
        spacing = faster.compareTo(fastest) < 0 ? fastest : faster;
    }

    synchronized Duration spacing() {
        return spacing;
    }

    private synchronized Duration reserve() {
        Instant now = clock.instant();
        Instant earliest = now.minus(spacing.multipliedBy(BURST));
        Instant at = next.isBefore(earliest) ? earliest : next;
        next = at.plus(spacing);
        return Duration.between(now, at);
    }
}
