package io.stopcause.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes what {@link Instant#toString} says, whose formatter took a fifth of all the time that a log event takes. */
final class InstantSerializer extends StdScalarSerializer<Instant> {

    private static final long serialVersionUID = 1;
    private static final int LAST_YEAR = 9999;
    private static final int MILLI = 1_000_000;
    private static final int LENGTH = "2026-03-03T20:00:00.123Z".length();

    InstantSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
        long seconds = value.getEpochSecond();
        int nanos = value.getNano();
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
        boolean usual = time.getYear() >= 0 && time.getYear() <= LAST_YEAR && nanos % MILLI == 0;
        if (usual) {
            char[] text = new char[LENGTH];
            json.writeString(text, 0, write(time, nanos / MILLI, text));
        } else {
            json.writeString(value.toString());
        }
    }

    private static int write(LocalDateTime time, int millis, char[] text) {
        digits(text, 0, 4, time.getYear());
        text[4] = '-';
        digits(text, 5, 2, time.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, time.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, time.getHour());
        text[13] = ':';
        digits(text, 14, 2, time.getMinute());
        text[16] = ':';
        digits(text, 17, 2, time.getSecond());
        int end = 19;
        if (millis > 0) {
            text[end] = '.';
            digits(text, end + 1, 3, millis);
            end += 4;
        }
        text[end] = 'Z';
        return end + 1;
    }

    private static void digits(char[] text, int from, int count, int number) {
        int left = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
