package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;

/** What a subscription filter delivers, decoded, or still packed as Lambda gets it. */
final class SubscriptionFormat implements Format {

    private static final String CONTROL = "CONTROL_MESSAGE";

    @Override
    public String name() {
        return "CloudWatch subscription";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return object.path("awslogs").path("data").isTextual()
                || (object.has("messageType") && object.path("logEvents").isArray());
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        String packed = object.path("awslogs").path("data").asText();
        if (!packed.isEmpty()) {
            Payloads.base64(packed)
                    .ifPresentOrElse(reading::payload, () -> reading.dead("awslogs.data is no base64", packed));
        } else if (CONTROL.equals(object.path("messageType").asText())
                || object.path("logEvents").isEmpty()) {
            reading.ignored();
        } else {
            lines(object, reading);
        }
    }

    private static void lines(ObjectNode object, Reading reading) {
        LogSource source = new LogSource(
                object.path("owner").asText(),
                "",
                object.path("logGroup").asText(),
                object.path("logStream").asText(),
                Surface.APP_LOG);
        for (JsonNode event : object.path("logEvents")) {
            reading.logEvent(
                    source,
                    Fields.text(event, "id"),
                    Times.of(event.path("timestamp")).orElseGet(reading::time),
                    event.path("message").asText());
        }
    }
}
