package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Messages of SQS and notifications of SNS; their bodies are content of any format. */
final class SqsFormat implements Format {

    @Override
    public String name() {
        return "SQS or SNS message";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return Fields.arrayOf(object, "Messages", "Body") || body(object).isPresent();
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode messages = object.path("Messages");
        Optional<String> body = body(object);
        if (messages.isEmpty() && body.isEmpty()) {
            reading.ignored();
        }
        messages.forEach(message -> reading.payload(message.path("Body").asText()));
        body.ifPresent(reading::payload);
    }

    /** The body of a single message, in the casing of the API, of Lambda, and of SNS. */
    static Optional<String> body(JsonNode object) {
        if ("Notification".equals(object.path("Type").asText())) {
            return Fields.text(object, "Message");
        }
        return object.has("MessageId") || object.has("messageId")
                ? Fields.anyText(object, "Body", "body")
                : Fields.text(object.path("Sns"), "Message");
    }
}
