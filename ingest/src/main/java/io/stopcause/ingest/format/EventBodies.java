package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.Intake;
import io.stopcause.model.AwsEvent;
import java.util.Optional;

/** Reads messages that must hold events: one, or an array of them, bare or in a notification of SNS. */
public final class EventBodies {

    private static final String EXPECTED = "expected an EventBridge event, or an array of them";

    private final Intake intake;

    public EventBodies(Intake intake) {
        this.intake = intake;
    }

    /**
     * Hands on what is in the body; what is no event is a dead letter.
     *
     * @param place queue and message id, for people
     */
    public void read(String place, String body) {
        Optional<JsonNode> value = Trees.value(body);
        if (value.isEmpty()) {
            intake.dead(place, "no JSON; " + EXPECTED, body);
        } else {
            read(place, value.get(), Origin.MAX_DEPTH);
        }
    }

    private void read(String place, JsonNode value, int depth) {
        if (value.isArray() && !value.isEmpty() && depth > 0) {
            value.forEach(element -> read(place, element, depth - 1));
            return;
        }
        Optional<String> wrapped = SqsFormat.body(value).filter(body -> depth > 0);
        Optional<JsonNode> inner = wrapped.flatMap(Trees::value);
        if (inner.isPresent()) {
            read(place, inner.get(), depth - 1);
            return;
        }
        Optional<AwsEvent> event = value instanceof ObjectNode object ? LogMessages.event(object) : Optional.empty();
        event.ifPresentOrElse(intake::event, () -> intake.dead(place, "no event; " + EXPECTED, value.toString()));
    }
}
