package io.stopcause.app.dryrun;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When people sleep.
 *
 * @param zone where they do
 * @param from when the night begins
 * @param to when it ends; may be on the next day
 */
public record Night(ZoneId zone, LocalTime from, LocalTime to) {

    public Night {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a night ends at another time than it begins");
        }
    }

    boolean covers(Instant time) {
        LocalTime clock = time.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !clock.isBefore(from) && clock.isBefore(to)
                : !clock.isBefore(from) || clock.isBefore(to);
    }

    LocalDate day(Instant time) {
        return time.atZone(zone).toLocalDate();
    }
}
