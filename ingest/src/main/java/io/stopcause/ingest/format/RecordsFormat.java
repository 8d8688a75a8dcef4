package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Everything that comes as {@code {"Records":[…]}} or {@code {"records":[…]}}: files of CloudTrail, Lambda's events from
 * SQS, SNS and Kinesis, {@code GetRecords} of Kinesis, and Firehose's requests to HTTP endpoints and transformers.
 */
final class RecordsFormat implements Format {

    @Override
    public String name() {
        return "list of records";
    }

    @Override
    public boolean matches(ObjectNode object) {
        JsonNode records = records(object);
        if (!records.isArray()) {
            return false;
        }
        for (JsonNode each : records) {
            if (!each.has("eventSource")
                    && data(each).isEmpty()
                    && SqsFormat.body(each).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode records = records(object);
        if (records.isEmpty()) {
            reading.ignored();
        }
        records.forEach(each -> one(each, reading));
    }

    private static JsonNode records(ObjectNode object) {
        return object.has("Records") ? object.path("Records") : object.path("records");
    }

    private static void one(JsonNode each, Reading reading) {
        Optional<String> data = data(each);
        Optional<String> body = SqsFormat.body(each);
        if (data.isPresent()) {
            Payloads.base64(data.get())
                    .ifPresentOrElse(reading::payload, () -> reading.dead("data is no base64", data.get()));
        } else if (body.isPresent()) {
            reading.payload(body.get());
        } else {
            Formats.read(each, reading, each.toString());
        }
    }

    private static Optional<String> data(JsonNode each) {
        return Fields.text(each.path("kinesis"), "data").or(() -> Fields.anyText(each, "data", "Data"));
    }
}
