package io.stopcause.app.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast recorded time goes by.
 *
 * @param speed recorded seconds a second; above 0
 * @param longest no pause is longer, however quiet the recording was
 */
record Pace(double speed, Duration longest) {

    Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed + " must be above 0");
        }
    }

    Duration between(Instant from, Instant to) {
        Duration recorded = Duration.between(from, to);
        if (recorded.isNegative()) {
            return Duration.ZERO;
        }
        double nanos = recorded.toNanos() / speed;
        return nanos < longest.toNanos() ? Duration.ofNanos((long) nanos) : longest;
    }
}
