package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.LogSource;
import java.time.Instant;

/** Answers of {@code FilterLogEvents}, and of {@code GetLogEvents}, which names no stream and gives no event ids. */
final class LogEventsFormat implements Format {

    @Override
    public String name() {
        return "CloudWatch log events";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return isLogEvent(object)
                || (Fields.arrayOf(object, "events", "message") && Fields.arrayOf(object, "events", "timestamp"));
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode events = object.path("events");
        if (isLogEvent(object)) {
            logEvent(object, reading);
        } else if (events.isEmpty()) {
            reading.ignored();
        }
        events.forEach(event -> logEvent(event, reading));
    }

    /** One event, as {@code --query 'events[]'} leaves it. */
    private static boolean isLogEvent(ObjectNode object) {
        return object.has("message") && object.has("timestamp") && object.has("ingestionTime");
    }

    private static void logEvent(JsonNode event, Reading reading) {
        LogSource source = reading.source(Fields.text(event, "logStreamName").orElse(""));
        JsonNode message = event.path("message");
        Instant time = Times.of(event.path("timestamp")).orElseGet(reading::time);
        Times.of(event.path("ingestionTime")).ifPresent(at -> reading.arrived(time, at));
        reading.logEvent(
                source,
                Fields.text(event, "eventId"),
                time,
                message.isTextual() ? message.textValue() : message.toString());
    }
}
