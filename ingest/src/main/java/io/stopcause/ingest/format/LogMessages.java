package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.Intake;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks into log messages. One that is itself an event (ECS writes its events and action logs into log groups) becomes
 * an event, a FireLens record becomes the line that it wraps, all else is a line.
 */
public final class LogMessages {

    /** Cheap signs that a JSON message is worth parsing. */
    private static final Pattern WORTH =
            Pattern.compile("\"(?:detail-type|actionSourceId|eventVersion|container_name|container_id|taskARN)\"");

    private static final int REMEMBERED = 10_000;

    private final Intake intake;
    private final AgentLog agent = new AgentLog();
    private final Map<String, Integer> repeats = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What a log event was. */
    public enum What {
        NEW_LINE,
        REPEATED_LINE,
        /** One of another service, read before or not. */
        EVENT
    }

    public LogMessages(Intake intake) {
        this.intake = intake;
    }

    /**
     * Reads a log event.
     *
     * @param id CloudWatch's event id, which is the same whenever the event is read again; without one, the n-th equal
     *     message of the same stream and time is taken for the same in every reading
     */
    public What read(LogSource source, Optional<String> id, Instant time, String message) {
        String text = strip(message);
        Optional<ObjectNode> object =
                text.startsWith("{") && WORTH.matcher(text).find() ? Trees.object(text) : Optional.empty();
        Optional<AwsEvent> event = object.flatMap(LogMessages::event);
        if (event.isPresent()) {
            intake.format("event in a log message");
            intake.event(event.get());
            return What.EVENT;
        }
        Optional<ContainerRecord> record = object.flatMap(ContainerRecord::of);
        LogSource actual = record.map(r -> r.source(source)).orElse(source);
        String line = record.map(ContainerRecord::log).map(LogMessages::strip).orElse(text);
        Surface surface = object.map(o -> agent.surface(o, text)).orElseGet(() -> agent.surface(text));
        Surface known = surface == Surface.AGENT_LOG ? surface : actual.surface();
        LogSource whole = actual.on(known);
        String lineId = id.orElseGet(() -> nth(whole, time, line));
        return intake.lineOnce(whole, new LogLine(lineId, time, line)) ? What.NEW_LINE : What.REPEATED_LINE;
    }

    /** Reads a line of a text file: its number is its identity, so two equal lines both count. */
    void text(LogSource source, long number, TextLines.Stamped line) {
        intake.line(source, line(number, line));
    }

    static LogLine line(long number, TextLines.Stamped line) {
        return new LogLine(padded(number), line.time(), strip(line.message()));
    }

    static Optional<AwsEvent> event(ObjectNode object) {
        return Formats.EMBEDDED.stream()
                .filter(format -> format.matches(object))
                .findFirst()
                .flatMap(format -> format.event(object));
    }

    private String nth(LogSource source, Instant time, String text) {
        String content = Ids.of(source.group(), source.stream(), time.toString(), text);
        int nth = repeats.merge(content, 1, Integer::sum);
        return nth == 1 ? content : content + "-" + nth;
    }

    /** Ids of one stream sort in the order of its lines. */
    private static String padded(long number) {
        return Long.toString(1_000_000_000_000L + number).substring(1);
    }

    private static String strip(String message) {
        int end = Math.min(message.length(), Intake.MAX_MESSAGE);
        while (end > 0 && (message.charAt(end - 1) == '\n' || message.charAt(end - 1) == '\r')) {
            end--;
        }
        return end == message.length() ? message : message.substring(0, end);
    }
}
