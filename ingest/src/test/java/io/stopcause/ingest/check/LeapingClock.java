package io.stopcause.ingest.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock on which a quarter of a second passes between any two looks at it, so that rate limits hold nobody up. Safe for
 * use by several threads.
 */
final class LeapingClock extends Clock {

    private static final Duration LEAP = Duration.ofMillis(250);

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    public synchronized Instant instant() {
        now = now.plus(LEAP);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
