package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Every JSON format that is recognised, the most telling first. */
final class Formats {

    /** What may also stand in a log message as a whole. */
    static final List<Format.OfOneEvent> EMBEDDED =
            List.of(new EventBridgeFormat(), new ActionLogFormat(), new CloudTrailFormat());

    private static final List<Format> ALL = List.of(
            new EventBridgeFormat(),
            new SubscriptionFormat(),
            new RecordsFormat(),
            new SqsFormat(),
            new DefinitionFormat(),
            new TasksFormat(),
            new ServicesFormat(),
            new ServiceEventsFormat(),
            new ServiceDeploymentsFormat(),
            new LogEventsFormat(),
            new InsightsFormat(),
            new LiveTailFormat(),
            new CloudTrailFormat(),
            new ActionLogFormat(),
            new ContainerRecordFormat(),
            new RecordedFormat());

    private Formats() {}

    /**
     * Reads one JSON value of any format; what is none of them is a line of text.
     *
     * @param raw the value as it stood
     */
    static void read(JsonNode value, Reading reading, String raw) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            for (Format format : ALL) {
                if (format.matches(object)) {
                    reading.format(format.name());
                    format.read(object, reading);
                    return;
                }
            }
            reading.structured(object, raw);
        } else if (InsightsFormat.isRow(value)) {
            InsightsFormat.row(value, reading);
        } else if (value.isArray() && !value.isEmpty()) {
            value.forEach(element -> read(element, reading, element.toString()));
        } else if (value.isContainerNode()) {
            reading.ignored();
        } else {
            reading.text(value.asText());
        }
    }
}
