package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.util.Optional;

/**
 * A record of ECS Action Logs. The two that AWS has published disagree about the place of the name and the time; both
 * are read. It becomes the event whose name it bears.
 */
final class ActionLogFormat implements Format.OfOneEvent {

    @Override
    public String name() {
        return "ECS action log";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return object.has("actionSourceId") && object.path("detail").isObject();
    }

    @Override
    public Optional<AwsEvent> event(ObjectNode object) {
        String name = Fields.text(object, "eventName")
                .or(() -> Fields.text(object.path("detail"), "eventName"))
                .orElse("");
        ObjectNode detail = ((ObjectNode) object.path("detail")).deepCopy();
        detail.put("eventName", name);
        detail.put("eventType", object.path("logLevel").asText());
        Fields.text(object, "resourceArn").ifPresent(cluster -> detail.put("clusterArn", cluster));
        Fields.text(detail, "statusReason").ifPresent(reason -> detail.put("reason", reason));
        return Times.of(object.path("timestamp"))
                .or(() -> Times.of(object.path("eventTimestamp")))
                .map(time -> Envelope.wrap(
                        Ids.of("action log", object.toString()), detailType(name), resource(object), time, detail));
    }

    private static String detailType(String eventName) {
        if (eventName.startsWith("SERVICE_DEPLOYMENT")) {
            return AwsEvent.DEPLOYMENT_STATE;
        }
        return eventName.startsWith("DAEMON") ? "ECS Daemon Service Action" : AwsEvent.SERVICE_ACTION;
    }

    /** {@code service/cluster/name} is the end of the service's ARN; its start is that of the cluster's. */
    private static String resource(ObjectNode object) {
        String action = object.path("actionSourceId").asText();
        String cluster = object.path("resourceArn").asText();
        int end = cluster.indexOf(":cluster/");
        return action.startsWith("arn:") || end < 0 ? action : cluster.substring(0, end + 1) + action;
    }
}
