package io.stopcause.notifier.receiver.pagerduty;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Dispatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An alert event.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">Send an alert event</a>
 */
record AlertEvent(
        @JsonProperty("routing_key") String routingKey,
        @JsonProperty("event_action") String action,
        @JsonProperty("dedup_key") String key,
        Payload payload,
        List<Link> links) {

    private static final int SUMMARY = 1024;
    private static final int NAME = 255;

    /** What happened where; {@code class} is the cause. */
    record Payload(
            String summary,
            String source,
            String severity,
            Instant timestamp,
            @JsonUnwrapped Place place,
            @JsonProperty("custom_details") Map<String, Object> details) {}

    /** Fields that PagerDuty groups by. */
    record Place(
            Optional<String> component,
            Optional<String> group,
            @JsonProperty("class") String cause) {}

    /** A page. */
    record Link(String href, String text) {

        static List<Link> of(Message.Links links) {
            List<Link> all = new ArrayList<>();
            links.page().ifPresent(page -> all.add(new Link(page, "Incident")));
            links.console().forEach(link -> all.add(new Link(link.address(), link.label())));
            return all;
        }
    }

    static AlertEvent of(String routingKey, String action, Dispatch dispatch) {
        Incident incident = dispatch.incident();
        Message message = dispatch.message();
        Scope scope = incident.headline().scope();
        return new AlertEvent(
                routingKey,
                action,
                SafeText.cut(incident.id(), NAME),
                new Payload(
                        SafeText.cut(MessageText.title(message), SUMMARY),
                        name(scope.name()),
                        incident.headline().severity().wire(),
                        incident.life().firstSeen(),
                        new Place(
                                scope.service().map(AlertEvent::name),
                                scope.cluster().map(AlertEvent::name),
                                message.proof().cause()),
                        details(message)),
                Link.of(message.links()));
    }

    private static Map<String, Object> details(Message message) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("cause", message.proof().cause() + " (" + message.proof().certainty() + ")");
        details.put("when", message.head().when());
        details.put("what happened", message.action().what());
        details.put("lines", message.proof().lines());
        message.proof().against().ifPresent(line -> details.put("against it", line));
        message.action().first().ifPresent(step -> {
            details.put("do first", step.text() + MessageText.more(message.action()));
            details.put("command", step.code());
        });
        details.put("changed", message.reach().revision());
        details.put("reach", message.reach().place());
        details.put("new", message.changes());
        details.values().removeIf(value -> value.equals("") || value.equals(List.of()));
        return details;
    }

    static String name(String text) {
        return SafeText.cut(SafeText.line(SafeText.cut(text, 4 * NAME)), NAME);
    }
}
