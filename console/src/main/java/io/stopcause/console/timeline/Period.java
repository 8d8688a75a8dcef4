package io.stopcause.console.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;

/**
 * The stretch of time that a picture shows, from its left edge to its right.
 *
 * @param from left edge
 * @param to right edge, always later than {@code from}
 */
public record Period(Instant from, Instant to) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int MARGIN_PARTS = 50;
    private static final long STEPS = 10_000_000;

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period must end after it begins: " + from + " to " + to);
        }
    }

    /** A period that holds all the times with a small margin; one minute at least. */
    public static Period around(Collection<Instant> times) {
        Instant first = times.stream().min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Instant last = times.stream().max(Comparator.naturalOrder()).orElse(first);
        Duration length = Duration.between(first, last);
        Duration shown = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
        Duration margin = shown.dividedBy(MARGIN_PARTS);
        return new Period(
                first.minus(margin).truncatedTo(ChronoUnit.SECONDS),
                first.plus(shown).plus(margin).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** Where a moment lies, as an SVG coordinate such as {@code 12.34567%}; what lies outside sticks to the edge. */
    public String x(Instant time) {
        return percent(step(time));
    }

    /** How wide a stretch is, as an SVG length. */
    public String width(Instant start, Instant end) {
        return percent(Math.max(0, step(end) - step(start)));
    }

    /** The same place in {@code 0 … parts - 1}. */
    public int part(Instant time, int parts) {
        return (int) Math.min(parts - 1L, step(time) * parts / STEPS);
    }

    /** Where one of {@code parts} equal parts begins. */
    public Instant startOf(int part, int parts) {
        return from.plus(length().multipliedBy(part).dividedBy(parts));
    }

    private long step(Instant time) {
        double share = (double) Duration.between(from, time).toMillis() / length().toMillis();
        return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
    }

    private static String percent(long step) {
        long unit = STEPS / 100;
        long whole = step / unit;
        String digits = Long.toString(unit + step % unit).substring(1);
        return whole + "." + digits + "%";
    }
}
