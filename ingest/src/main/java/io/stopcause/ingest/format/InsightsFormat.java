package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;

/** Results of CloudWatch Logs Insights: rows of field and value, or objects as the console exports them. */
final class InsightsFormat implements Format {

    @Override
    public String name() {
        return "Logs Insights results";
    }

    @Override
    public boolean matches(ObjectNode object) {
        if (object.has("@message")) {
            return true;
        }
        JsonNode results = object.path("results");
        return results.isArray() && (results.isEmpty() ? object.has("statistics") : isRow(results.get(0)));
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode results = object.path("results");
        if (object.has("@message")) {
            line(object, reading);
        } else if (results.isEmpty()) {
            reading.ignored();
        }
        results.forEach(row -> row(row, reading));
    }

    static boolean isRow(JsonNode value) {
        return value.isArray()
                && value.path(0).path("field").isTextual()
                && value.path(0).has("value");
    }

    /** A row; without {@code @message} it is an evaluation, and told as it stands. */
    static void row(JsonNode row, Reading reading) {
        ObjectNode fields = Trees.object();
        row.forEach(cell -> fields.set(cell.path("field").asText(), cell.path("value")));
        if (fields.has("@message")) {
            line(fields, reading);
        } else {
            reading.structured(fields, fields.toString());
        }
    }

    private static void line(ObjectNode fields, Reading reading) {
        LogSource around = reading.source(Fields.text(fields, "@logStream").orElse(""));
        String log = fields.path("@log").asText();
        int colon = log.indexOf(':');
        LogSource source = log.isEmpty()
                ? around
                : new LogSource(
                        colon < 0 ? "" : log.substring(0, colon),
                        "",
                        log.substring(colon + 1),
                        around.stream(),
                        Surface.APP_LOG);
        reading.logEvent(
                source,
                Fields.text(fields, "@ptr"),
                Times.of(fields.path("@timestamp")).orElseGet(reading::time),
                fields.path("@message").asText());
    }
}
