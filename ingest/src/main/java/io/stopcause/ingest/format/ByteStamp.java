package io.stopcause.ingest.format;

import java.time.LocalDate;

/**
 * Reads the time at the start of a line from its bytes, as far as it is written in a common way. What it is unsure of is
 * left to {@link TextLines}. Not safe for use by several threads.
 */
final class ByteStamp {

    /** No time stands there. */
    static final long NONE = Long.MIN_VALUE;
    /** Something like a time stands there. */
    static final long UNSURE = Long.MIN_VALUE + 1;

    private static final String SHAPE = "dddd-dd-dd dd:dd:dd";
    private static final int LENGTH = SHAPE.length();
    private static final int DATE = "dddd-dd-dd".length();
    private static final long SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    private static final long DAY_SECONDS = 86_400;
    private static final int LEAST_YEAR = 1900;
    private static final int MOST_YEAR = 2200;
    private static final int MOST_OFFSET = 17;

    private int knownDate = -1;
    private long knownDay;
    private int end;

    /** Where the stamp that was read last ends, the bracket around it included. */
    int end() {
        return end;
    }

    /** Nanoseconds since the epoch, or {@link #NONE}, or {@link #UNSURE}. */
    long read(byte[] text, int from, int to) {
        int at = from < to && text[from] == '[' ? from + 1 : from;
        if (to - at < LENGTH || !hasShape(text, at)) {
            return NONE;
        }
        long day = day(text, at);
        int hour = two(text, at + 11);
        int minute = two(text, at + 14);
        int second = two(text, at + 17);
        if (day == UNSURE || hour > 23 || minute > 59 || second > 59) {
            return UNSURE;
        }
        return fraction(text, at + LENGTH, to, day * DAY_SECONDS + hour * 3600L + minute * 60L + second);
    }

    private static boolean hasShape(byte[] text, int at) {
        for (int i = 0; i < LENGTH; i++) {
            byte letter = text[at + i];
            boolean fits =
                    switch (SHAPE.charAt(i)) {
                        case '-' -> letter == '-' || letter == '/';
                        case ' ' -> letter == 'T' || letter == ' ';
                        case ':' -> letter == ':';
                        default -> isDigit(letter);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private long day(byte[] text, int at) {
        int date = 0;
        for (int i = 0; i < DATE; i++) {
            date = isDigit(text[at + i]) ? date * 10 + text[at + i] - '0' : date;
        }
        if (date != knownDate) {
            knownDate = date;
            knownDay = day(date / 10_000, date / 100 % 100, date % 100);
        }
        return knownDay;
    }

    private static long day(int year, int month, int day) {
        boolean usual = year >= LEAST_YEAR && year <= MOST_YEAR && month >= 1 && month <= 12 && day >= 1;
        return usual && day <= LocalDate.of(year, month, 1).lengthOfMonth()
                ? LocalDate.of(year, month, day).toEpochDay()
                : UNSURE;
    }

    private long fraction(byte[] text, int from, int to, long seconds) {
        int at = from;
        long nanos = 0;
        if (at < to && (text[at] == '.' || text[at] == ',')) {
            int digits = 0;
            at++;
            for (; at < to && isDigit(text[at]) && digits < NANO_DIGITS; digits++) {
                nanos = nanos * 10 + text[at++] - '0';
            }
            if (digits == 0) {
                return UNSURE;
            }
            for (; digits < NANO_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        return zone(text, at, to, seconds * SECOND + nanos);
    }

    private long zone(byte[] text, int from, int to, long time) {
        int sign = from < to && text[from] == ' ' ? from + 1 : from;
        byte letter = sign < to ? text[sign] : 0;
        boolean bare = sign == from;
        if (letter == 'Z') {
            return bare ? closed(text, from + 1, to, time) : UNSURE;
        }
        boolean offset = letter == '+' || letter == '-';
        boolean dash = !bare && (sign + 1 == to || !isDigit(text[sign + 1]));
        return offset && !dash ? offset(text, sign, to, time) : closed(text, from, to, time);
    }

    private long offset(byte[] text, int sign, int to, long time) {
        int colon = sign + 3 < to && text[sign + 3] == ':' ? 1 : 0;
        int minutes = sign + 3 + colon;
        if (minutes + 2 > to || !areDigits(text, sign + 1) || !areDigits(text, minutes)) {
            return UNSURE;
        }
        int hour = two(text, sign + 1);
        int minute = two(text, minutes);
        long seconds = (hour * 3600L + minute * 60L) * (text[sign] == '-' ? -1 : 1);
        return hour > MOST_OFFSET || minute > 59 ? UNSURE : closed(text, minutes + 2, to, time - seconds * SECOND);
    }

    private long closed(byte[] text, int from, int to, long time) {
        int at = from < to && (text[from] == ']' || text[from] == '"') ? from + 1 : from;
        end = at;
        return at == to || text[at] == ' ' || text[at] == '\t' || text[at] == '\r' ? time : UNSURE;
    }

    private static boolean areDigits(byte[] text, int at) {
        return isDigit(text[at]) && isDigit(text[at + 1]);
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int two(byte[] text, int at) {
        return (text[at] - '0') * 10 + text[at + 1] - '0';
    }
}
