package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final MovingClock clock = new MovingClock(START);
    private final TokenBucket bucket = new TokenBucket(5, clock, clock::advance);

    private Duration timeOf(int calls) throws InterruptedException {
        Instant before = clock.instant();
        for (int i = 0; i < calls; i++) {
            bucket.acquire();
        }
        return Duration.between(before, clock.instant());
    }

    @Test
    void callsAreSpacedOutAfterAShortBurst() throws InterruptedException {
        assertThat(timeOf(6)).isZero();
        assertThat(timeOf(50)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void throttlingHalvesTheRateAndSuccessBringsItBack() {
        bucket.throttled();
        assertThat(bucket.spacing()).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 20; i++) {
            bucket.throttled();
        }
        assertThat(bucket.spacing()).isEqualTo(Duration.ofSeconds(10));
        for (int i = 0; i < 100; i++) {
            bucket.succeeded();
        }
        assertThat(bucket.spacing()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whoCannotWaitForSoLongTakesNoPlace() throws InterruptedException {
        timeOf(6);
        Instant deadline = clock.instant().plusMillis(300);
        assertThat(bucket.acquire(deadline)).isTrue();
        assertThat(bucket.acquire(deadline)).isFalse();
        assertThat(bucket.acquire(deadline.plusSeconds(1))).isTrue();
    }
}
