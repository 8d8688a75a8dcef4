package io.stopcause.notifier.time;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.ConfigProblem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a time interval: all that is given must hold.
 *
 * @param times of the day
 * @param weekdays such as {@code monday:friday}
 * @param daysOfMonth such as {@code 1:5} or {@code -1} for the last
 * @param months such as {@code december} or {@code 1:3}
 * @param years such as {@code 2026:2027}
 * @param location time zone such as {@code Europe/Berlin}; UTC without it
 */
public record CalendarConfig(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<TimesConfig> times,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> weekdays,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> daysOfMonth,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> months,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> years,

        Optional<String> location) {

    /**
     * Times of a day.
     *
     * @param startTime such as {@code 09:00}
     * @param endTime exclusive, up to {@code 24:00}
     */
    public record TimesConfig(String startTime, String endTime) {}

    public CalendarConfig {
        times = List.copyOf(times);
        weekdays = List.copyOf(weekdays);
        daysOfMonth = List.copyOf(daysOfMonth);
        months = List.copyOf(months);
        years = List.copyOf(years);
    }

    List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            checkTimes("times[" + i + "]", times.get(i), problems);
        }
        check("weekdays", weekdays, Span.WEEKDAYS, problems);
        check("daysOfMonth", daysOfMonth, Span.DAYS, problems);
        check("months", months, Span.MONTHS, problems);
        check("years", years, Span.YEARS, problems);
        location.flatMap(CalendarConfig::zoneProblem)
                .ifPresent(problem -> problems.add(new ConfigProblem("location", problem)));
        return problems;
    }

    private static void checkTimes(String path, TimesConfig times, List<ConfigProblem> problems) {
        try {
            if (Span.minute(times.startTime()) >= Span.minute(times.endTime())) {
                problems.add(new ConfigProblem(
                        path,
                        times.startTime() + " is not before " + times.endTime()
                                + "; a time over midnight is two: up to 24:00 and from 00:00"));
            }
        } catch (IllegalArgumentException e) {
            problems.add(new ConfigProblem(path, String.valueOf(e.getMessage())));
        }
    }

    private static void check(String field, List<String> texts, Span.Kind kind, List<ConfigProblem> problems) {
        for (int i = 0; i < texts.size(); i++) {
            try {
                Span.parse(texts.get(i), kind);
            } catch (IllegalArgumentException e) {
                problems.add(new ConfigProblem(field + "[" + i + "]", String.valueOf(e.getMessage())));
            }
        }
    }

    private static Optional<String> zoneProblem(String zone) {
        try {
            ZoneId.of(zone);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(Nearest.unknown(
                    "time zone",
                    zone,
                    Nearest.to(zone, ZoneId.getAvailableZoneIds())
                            .map(List::of)
                            .orElse(List.of("UTC", "Europe/Berlin", "America/New_York"))));
        }
    }
}
