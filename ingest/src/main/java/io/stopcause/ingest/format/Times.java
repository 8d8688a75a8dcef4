package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the many ways in which AWS writes a time: ISO with 0 to 9 fraction digits and {@code Z}, {@code +09:00} or
 * {@code +0000}; seconds since the epoch with a fraction (CLI v1, JSON APIs); milliseconds since the epoch (logs, Step
 * Functions). A time without a zone is UTC, as CloudWatch Logs writes it.
 */
final class Times {

    /** A date and time, as it may lead a log line. */
    static final Pattern STAMP = Pattern.compile("(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)"
            + "(?:[.,](\\d{1,9}))?(?: ?(Z|[+-]\\d\\d:?\\d\\d))?");

    private static final Pattern NUMBER = Pattern.compile("\\d{9,13}(\\.\\d{1,9})?");
    /** Seconds since the epoch reach this in the year 5138; milliseconds did in 1973. */
    private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal TOO_LARGE = MILLIS_FROM.movePointRight(3);

    private static final int NANO_DIGITS = 9;

    private Times() {}

    static Optional<Instant> of(JsonNode node) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return ofNumber(node.decimalValue());
        }
        return node.isTextual() ? of(node.textValue()) : Optional.empty();
    }

    static Optional<Instant> of(String text) {
        Matcher stamp = STAMP.matcher(text);
        if (stamp.matches()) {
            return of(stamp);
        }
        return NUMBER.matcher(text).matches() ? ofNumber(new BigDecimal(text)) : Optional.empty();
    }

    /** The time of a match of {@link #STAMP}; empty for a 31st of February. */
    static Optional<Instant> of(Matcher stamp) {
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(stamp, 1),
                    number(stamp, 2),
                    number(stamp, 3),
                    number(stamp, 4),
                    number(stamp, 5),
                    number(stamp, 6),
                    nanos(stamp));
            return Optional.of(time.toInstant(zone(stamp)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher stamp, int group) {
        return Integer.parseInt(stamp.group(group));
    }

    private static int nanos(Matcher stamp) {
        String digits = Optional.ofNullable(stamp.group(7)).orElse("0");
        return Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
    }

    private static ZoneOffset zone(Matcher stamp) {
        return Optional.ofNullable(stamp.group(8)).map(ZoneOffset::of).orElse(ZoneOffset.UTC);
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        try {
            BigDecimal seconds = number.compareTo(MILLIS_FROM) >= 0 ? number.movePointLeft(3) : number;
            BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS);
            return number.signum() <= 0 || number.compareTo(TOO_LARGE) >= 0
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(seconds.longValue(), nanos.longValue()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
