package io.stopcause.console.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A round moment on the time axis, in UTC.
 *
 * @param time where it stands
 * @param label such as {@code 18:40}
 * @param date given at the first mark and wherever the day changes
 * @param major whether it keeps its label where there is little room
 */
public record AxisMark(Instant time, String label, Optional<String> date, boolean major) {

    private static final int MOST = 10;
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY,
        14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY
    };
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter YEARS = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /** At most ten round moments inside the period. */
    public static List<AxisMark> of(Period period) {
        long step = step(period.length().toSeconds());
        List<AxisMark> marks = new ArrayList<>();
        Optional<LocalDate> day = Optional.empty();
        for (long at = firstAfter(period.from(), step); at <= period.to().getEpochSecond(); at += step) {
            Instant time = Instant.ofEpochSecond(at);
            LocalDate today = LocalDate.ofInstant(time, ZoneOffset.UTC);
            boolean newDay = day.filter(today::equals).isEmpty();
            marks.add(mark(time, step, newDay));
            day = Optional.of(today);
        }
        return List.copyOf(marks);
    }

    private static AxisMark mark(Instant time, long step, boolean newDay) {
        boolean major = Math.floorMod(time.getEpochSecond() / step, 2L) == 0;
        if (step >= DAY) {
            return new AxisMark(time, write(time, step >= 91 * DAY ? YEARS : DAYS), Optional.empty(), major);
        }
        Optional<String> date = newDay ? Optional.of(write(time, DAYS)) : Optional.empty();
        return new AxisMark(time, write(time, step < 60 ? SECONDS : MINUTES), date, major);
    }

    private static String write(Instant time, DateTimeFormatter format) {
        return format.format(time.atOffset(ZoneOffset.UTC));
    }

    private static long step(long seconds) {
        for (long step : STEPS) {
            if (seconds / step < MOST) {
                return step;
            }
        }
        long longest = STEPS[STEPS.length - 1];
        return longest * (1 + seconds / longest / MOST);
    }

    private static long firstAfter(Instant from, long step) {
        long seconds = from.getEpochSecond() + (from.getNano() > 0 ? 1 : 0);
        return -Math.floorDiv(-seconds, step) * step;
    }
}
