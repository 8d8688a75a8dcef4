package io.stopcause.notifier.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.function.Predicate;

/**
 * A named time, ready to ask.
 *
 * @param name that routes use
 * @param parts of which one must hold
 */
public record TimeInterval(String name, List<Part> parts) {

    private static final int MINUTES_PER_DAY = 24 * 60;

    /** All lists must hold, an empty one always does. */
    record Part(List<Span> minutes, List<Predicate<ZonedDateTime>> days, ZoneId zone) {

        boolean contains(Instant at) {
            ZonedDateTime local = at.atZone(zone);
            int minute = local.get(ChronoField.MINUTE_OF_DAY);
            return (minutes.isEmpty() || minutes.stream().anyMatch(span -> span.contains(minute)))
                    && days.stream().allMatch(condition -> condition.test(local));
        }
    }

    public TimeInterval {
        parts = List.copyOf(parts);
    }

    /**
     * Compiles one.
     *
     * @throws IllegalArgumentException if {@link TimeIntervalConfig#problems} would report any
     */
    public static TimeInterval of(TimeIntervalConfig config) {
        return new TimeInterval(
                config.name(),
                config.timeIntervals().stream().map(TimeInterval::part).toList());
    }

    private static Part part(CalendarConfig config) {
        List<Span> minutes = config.times().stream()
                .map(times -> new Span(
                        Span.minute(times.startTime()), Math.min(Span.minute(times.endTime()), MINUTES_PER_DAY) - 1))
                .toList();
        List<Span> days = spans(config.daysOfMonth(), Span.DAYS);
        return new Part(
                minutes,
                List.of(
                        one(spans(config.weekdays(), Span.WEEKDAYS), ChronoField.DAY_OF_WEEK),
                        local -> days.isEmpty()
                                || days.stream()
                                        .anyMatch(span -> span.containsDay(
                                                local.getDayOfMonth(),
                                                local.toLocalDate().lengthOfMonth())),
                        one(spans(config.months(), Span.MONTHS), ChronoField.MONTH_OF_YEAR),
                        one(spans(config.years(), Span.YEARS), ChronoField.YEAR)),
                config.location().map(ZoneId::of).orElse(ZoneOffset.UTC));
    }

    private static List<Span> spans(List<String> texts, Span.Kind kind) {
        return texts.stream().map(text -> Span.parse(text, kind)).toList();
    }

    private static Predicate<ZonedDateTime> one(List<Span> spans, ChronoField field) {
        return local -> spans.isEmpty() || spans.stream().anyMatch(span -> span.contains(local.get(field)));
    }

    /** Whether it holds at that time. It changes at full minutes only. */
    public boolean contains(Instant at) {
        return parts.stream().anyMatch(part -> part.contains(at));
    }
}
