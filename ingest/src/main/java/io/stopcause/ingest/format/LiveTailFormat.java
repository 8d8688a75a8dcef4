package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.util.Optional;

/** An update of a Live Tail session. It may be a sample of the lines, and the lines have no ids. */
final class LiveTailFormat implements Format {

    @Override
    public String name() {
        return "Live Tail update";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return object.path("sessionUpdate").path("sessionResults").isArray();
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode results = object.path("sessionUpdate").path("sessionResults");
        if (results.isEmpty()) {
            reading.ignored();
        }
        for (JsonNode result : results) {
            reading.logEvent(
                    source(result),
                    Optional.empty(),
                    Times.of(result.path("timestamp")).orElseGet(reading::time),
                    result.path("message").asText());
        }
    }

    /** The group is identified by {@code account:name} or by its ARN, where the name follows {@code log-group:}. */
    private static LogSource source(JsonNode result) {
        String identifier = result.path("logGroupIdentifier").asText();
        boolean arn = identifier.startsWith("arn:");
        int colon = identifier.indexOf(':');
        String account = arn ? Fields.account(identifier) : identifier.substring(0, Math.max(colon, 0));
        String name =
                arn ? identifier.replaceFirst("^(?:[^:]*:){5}(?:log-group:)?", "") : identifier.substring(colon + 1);
        return new LogSource(
                account,
                arn ? Fields.region(identifier) : "",
                name,
                result.path("logStreamName").asText(),
                Surface.APP_LOG);
    }
}
