package io.stopcause.notifier.receiver.pagerduty;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.receiver.Dispatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The change that an incident began with.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/send-change-events/">Send a change event</a>
 */
record ChangeEvent(@JsonProperty("routing_key") String routingKey, Payload payload, List<AlertEvent.Link> links) {

    /** What changed. */
    record Payload(
            String summary,
            Instant timestamp,
            String source,
            @JsonProperty("custom_details") Map<String, String> details) {}

    /** Empty where no change is known. */
    static Optional<ChangeEvent> of(String routingKey, Dispatch dispatch) {
        Message message = dispatch.message();
        return dispatch.incident()
                .reach()
                .revision()
                .since()
                .map(AlertEvent::name)
                .map(revision -> new ChangeEvent(
                        routingKey,
                        new Payload(
                                "Task definition " + revision + " went out",
                                dispatch.incident().life().firstSeen(),
                                AlertEvent.name(
                                        dispatch.incident().headline().scope().name()),
                                Map.of(
                                        "changed",
                                        message.reach().revision(),
                                        "incident",
                                        message.head().incident())),
                        AlertEvent.Link.of(message.links())));
    }
}
