package io.stopcause.notifier.time;

import io.stopcause.model.Nearest;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * From one number to another, both included. Days of a month may be negative: {@code -1} is the last.
 *
 * @param first not after {@code last}, unless one of them is negative
 */
record Span(int first, int last) {

    static final Kind WEEKDAYS = new Kind("weekday", names(DayOfWeek.values()), 1, 7);
    static final Kind DAYS = new Kind("day of a month", List.of(), -31, 31);
    static final Kind MONTHS = new Kind("month", names(Month.values()), 1, 12);
    static final Kind YEARS = new Kind("year", List.of(), 1970, 9999);

    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    /**
     * What is counted.
     *
     * @param names of the numbers from 1 on; empty where they have none
     */
    record Kind(String word, List<String> names, int least, int most) {

        int number(String text) {
            int named = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (named >= 0) {
                return named + 1;
            }
            if (!text.matches("-?\\d{1,4}")) {
                throw new IllegalArgumentException(
                        names.isEmpty() ? "'" + text + "' is no " + word : Nearest.unknown(word, text, names));
            }
            int number = Integer.parseInt(text);
            if (number < least || number > most || number == 0) {
                throw new IllegalArgumentException(word + " " + number + " must lie between " + least + " and " + most);
            }
            return number;
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * Reads {@code 3}, {@code 1:5} or {@code monday:friday}.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static Span parse(String text, Kind kind) {
        String[] ends = text.strip().split(":", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no " + kind.word() + ", nor two with a colon between");
        }
        Span span = new Span(kind.number(ends[0].strip()), kind.number(ends[ends.length - 1].strip()));
        if (span.first > span.last && span.first > 0 == span.last > 0) {
            throw new IllegalArgumentException("'" + text + "' ends before it begins");
        }
        return span;
    }

    /** Minute of the day of a time such as {@code 09:30}; {@code 24:00} is the end of the day. */
    static int minute(String text) {
        if (!text.matches("\\d{2}:[0-5]\\d")) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 09:00");
        }
        int minute = Integer.parseInt(text.substring(0, 2)) * MINUTES + Integer.parseInt(text.substring(3));
        if (minute > HOURS * MINUTES) {
            throw new IllegalArgumentException("'" + text + "' is after 24:00");
        }
        return minute;
    }

    boolean contains(int number) {
        return first <= number && number <= last;
    }

    /** The same for days of a month of this length, negative ones counted from its end. */
    boolean containsDay(int day, int length) {
        return fromStart(first, length) <= day && day <= fromStart(last, length);
    }

    private static int fromStart(int day, int length) {
        return day > 0 ? day : length + 1 + day;
    }
}
