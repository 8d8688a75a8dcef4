package io.stopcause.notifier.route;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 30s}, {@code 1h30m}, {@code 2d} as in Prometheus, or {@code PT30S}. */
public final class TimeSpan extends StdDeserializer<Duration> {

    private static final long serialVersionUID = 1;

    private static final Pattern PARTS = Pattern.compile(
            "(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?" + "(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");
    private static final Duration[] UNITS = {
        Duration.ofDays(7),
        Duration.ofDays(1),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(1)
    };

    /** For Jackson. */
    TimeSpan() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getValueAsString("");
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return (Duration) context.handleWeirdStringValue(Duration.class, text, "%s", e.getMessage());
        }
    }

    /**
     * Reads a length.
     *
     * @throws IllegalArgumentException if it is none, with the forms that are
     */
    public static Duration parse(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (text.strip().equals("0")) {
            return Duration.ZERO;
        }
        if (!text.isBlank() && parts.matches()) {
            Duration sum = Duration.ZERO;
            for (int i = 0; i < UNITS.length; i++) {
                String count = parts.group(i + 1);
                sum = count == null ? sum : sum.plus(UNITS[i].multipliedBy(Long.parseLong(count)));
            }
            return sum;
        }
        try {
            Duration length = Duration.parse(text.strip());
            if (!length.isNegative()) {
                return length;
            }
        } catch (DateTimeParseException e) {
            // Told below in the words of the form that people use.
        }
        throw new IllegalArgumentException("'" + text + "' is no length of time; such as 30s, 5m, 1h30m or 2d");
    }

    /** The same form back, such as {@code 1h30m}. */
    public static String inWords(Duration length) {
        if (length.isZero()) {
            return "0s";
        }
        String[] names = {"w", "d", "h", "m", "s", "ms"};
        StringBuilder words = new StringBuilder();
        Duration left = length;
        for (int i = 1; i < UNITS.length; i++) {
            long count = left.dividedBy(UNITS[i]);
            left = left.minus(UNITS[i].multipliedBy(count));
            words.append(count == 0 ? "" : count + names[i]);
        }
        return words.toString();
    }
}
