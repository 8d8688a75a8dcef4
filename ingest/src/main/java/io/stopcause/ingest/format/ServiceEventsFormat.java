package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service's messages without the service ({@code describe-services --query 'services[0].{events:events}'}). The
 * service is only known by its name, from the message; its ARN then has no account and Region.
 */
final class ServiceEventsFormat implements Format {

    /** What a service's message is called in an event: the words of the console, not one of AWS's event names. */
    static final String SERVICE_MESSAGE = "SERVICE_MESSAGE";

    private static final String STEADY = "has reached a steady state.";

    private static final Pattern SERVICE = Pattern.compile("\\(service ([^)\\s,]+)");

    @Override
    public String name() {
        return "ECS service messages";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return isMessage(object)
                || (Fields.arrayOf(object, "events", "createdAt")
                        && Fields.arrayOf(object, "events", "message")
                        && !object.path("events").isEmpty());
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        if (isMessage(object)) {
            message(Normal.form(object), Trees.object(), reading);
        } else {
            object.path("events").forEach(event -> message(Normal.form((ObjectNode) event), Trees.object(), reading));
        }
    }

    private static boolean isMessage(ObjectNode object) {
        return object.has("createdAt")
                && object.has("id")
                && SERVICE.matcher(object.path("message").asText()).find();
    }

    /**
     * One message.
     *
     * @param service in normal form, or empty where the input does not tell
     */
    static void message(JsonNode event, ObjectNode service, Reading reading) {
        String message = event.path("message").asText();
        Matcher named = SERVICE.matcher(message);
        String name = Fields.text(service, "serviceName").orElseGet(() -> named.find() ? named.group(1) : "");
        String arn = Fields.text(service, "serviceArn").orElse("arn:aws:ecs:::service/" + name);
        Instant time = Times.of(event.path("createdAt")).orElseGet(reading::time);
        ObjectNode detail = Trees.object()
                .put("eventName", message.endsWith(STEADY) ? "SERVICE_STEADY_STATE" : SERVICE_MESSAGE)
                .put("reason", message)
                .put("message", message)
                .put("serviceName", name)
                .put("createdAt", time.toString());
        Fields.text(service, "clusterArn").ifPresent(cluster -> detail.put("clusterArn", cluster));
        String id = Fields.text(event, "id").orElseGet(() -> Ids.of("message", arn, detail.toString()));
        reading.event(Envelope.wrap(id, AwsEvent.SERVICE_ACTION, arn, time, detail));
    }
}
