package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An event in EventBridge's envelope. Old and cut captures lack some of its fields; what can be known is filled in. */
final class EventBridgeFormat implements Format.OfOneEvent {

    private static final List<String> DETAIL_TIMES =
            List.of("updatedAt", "stoppedAt", "stoppingAt", "startedAt", "createdAt", "eventTime");

    @Override
    public String name() {
        return "EventBridge event";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return object.path("detail-type").isTextual() && object.path("detail").isObject();
    }

    @Override
    public Optional<AwsEvent> event(ObjectNode object) {
        return time(object).map(time -> event(object, time));
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        reading.event(event(object, time(object).orElseGet(reading::time)));
    }

    private static Optional<Instant> time(ObjectNode object) {
        return Times.of(object.path("time")).or(() -> DETAIL_TIMES.stream()
                .flatMap(field -> Times.of(object.path("detail").path(field)).stream())
                .findFirst());
    }

    private static AwsEvent event(ObjectNode object, Instant time) {
        List<String> resources = new ArrayList<>();
        object.path("resources").forEach(resource -> resources.add(resource.asText()));
        String arn = resources.isEmpty() ? "" : resources.get(0);
        JsonNode detail = object.path("detail");
        return new AwsEvent(
                Fields.text(object, "id").orElseGet(() -> Ids.of(object.toString())),
                object.path("detail-type").asText(),
                new AwsEvent.Origin(
                        Fields.text(object, "source").orElse("aws.ecs"),
                        Fields.text(object, "account").orElseGet(() -> Fields.account(arn)),
                        Fields.text(object, "region").orElseGet(() -> Fields.region(arn))),
                time,
                resources,
                (ObjectNode) detail);
    }
}
