package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.Quiet;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives each line of a text its time, and its stream where {@code aws logs tail} wrote one.
 *
 * <p>A line without a time of its own happened one microsecond after the line before: it stays behind it wherever
 * lines are ordered by time. The first lines take the content's base time.
 */
final class TextLines {

    /** A time at the line's start, bare or in brackets, and also after {@code time=} of logfmt. */
    private static final Pattern LEADING =
            Pattern.compile("(?:\\[?|level=\\w+ time=\"?)(" + Times.STAMP.pattern() + ")[\\]\"]?(?=\\s|$)\\s?");
    /** How S3 exports write it: milliseconds and a Z; the message as logged follows. */
    private static final Pattern EXPORT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private static final List<String> TIME_FIELDS =
            List.of("time", "timestamp", "@timestamp", "ts", "eventTime", "date");

    private static final long STEP = 1000;

    private final AgentLog agent = new AgentLog();
    private Instant time;

    TextLines(Instant base) {
        this.time = base;
    }

    /**
     * A line with what it says about itself.
     *
     * @param stream log stream, or empty
     */
    record Stamped(Instant time, String stream, Surface surface, String message) {}

    /**
     * Bytes as text.
     *
     * @param repair what had to be replaced or is no text, for a person
     */
    record Decoded(String text, Optional<String> repair) {}

    Instant time() {
        return time;
    }

    static Decoded decode(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            return new Decoded(text, Optional.of("holds bytes that are no UTF-8; they were replaced by U+FFFD"));
        }
        return new Decoded(text, text.indexOf('\0') >= 0 ? Optional.of("holds NUL bytes") : Optional.empty());
    }

    Stamped stamp(String text) {
        Matcher leading = LEADING.matcher(text);
        Optional<Instant> own = leading.lookingAt() ? own(leading) : Optional.empty();
        time = own.orElseGet(() -> time.plusNanos(STEP));
        if (own.isEmpty()) {
            return new Stamped(time, "", surface(text), text);
        }
        String rest = text.substring(leading.end());
        Optional<String> stream = stream(rest);
        if (stream.isPresent()) {
            String message = rest.substring(Math.min(rest.length(), stream.get().length() + 1));
            return new Stamped(time, stream.get(), agent.surface(message), message);
        }
        boolean export = EXPORT.matcher(leading.group(1)).matches() && text.startsWith(leading.group(1));
        return new Stamped(time, "", surface(text), export && !rest.isBlank() ? rest : text);
    }

    /**
     * Goes over quiet lines at once; afterwards the time is that of the last.
     *
     * @param line the number of the stretch's first line
     */
    Quiet quiet(Stretch stretch, LogSource source, long line) {
        Instant before = time;
        Stretch.Clocking times = stretch.times();
        time = times.told() ? times.endTime() : before.plusNanos(STEP * stretch.lines());
        Instant first = times.told() ? times.firstTime() : before.plusNanos(STEP);
        Instant last = times.told() ? times.lastTime() : time;
        LogLine newest = LogMessages.line(
                line + times.newestLine(),
                new TextLines(last.minusNanos(STEP))
                        .stamp(decode(stretch.chunk().line(times.newest())).text()));
        return new Quiet(
                source, stretch.lines(), first, last, newest, () -> new TextLines(before).lines(stretch, line));
    }

    private List<LogLine> lines(Stretch stretch, long line) {
        List<LogLine> lines = new ArrayList<>();
        int at = stretch.from();
        for (int i = 0; at < stretch.to(); i++) {
            byte[] bytes = stretch.chunk().line(at);
            String text = decode(bytes).text();
            if (!text.isBlank()) {
                lines.add(LogMessages.line(line + i, stamp(text)));
            }
            at += bytes.length + 1;
        }
        return lines;
    }

    private Surface surface(String text) {
        return ToolOutput.tellsOfAFailedCall(text) ? Surface.API_ERROR : agent.surface(text);
    }

    /** The same for a line whose wrapping may tell the time. */
    Stamped stamp(String text, Optional<Instant> known) {
        if (known.isEmpty()) {
            return stamp(text);
        }
        time = known.get();
        return new Stamped(time, "", agent.surface(text), text);
    }

    /** The same for a structured line. */
    Stamped stamp(ObjectNode object, String raw) {
        time = TIME_FIELDS.stream()
                .map(object::path)
                .flatMap(field -> Times.of(field).stream())
                .findFirst()
                .orElseGet(() -> time.plusNanos(STEP));
        return new Stamped(time, "", agent.surface(object, raw), raw);
    }

    private static Optional<Instant> own(Matcher leading) {
        return Times.of(leading.group(1));
    }

    /** {@code aws logs tail} writes the stream after the time; only a task's stream can be told from a word. */
    private static Optional<String> stream(String rest) {
        int space = rest.indexOf(' ');
        String word = space < 0 ? rest : rest.substring(0, space);
        return Optional.of(word).filter(name -> new LogSource("", "", "", name, Surface.APP_LOG)
                .taskLog()
                .isPresent());
    }
}
