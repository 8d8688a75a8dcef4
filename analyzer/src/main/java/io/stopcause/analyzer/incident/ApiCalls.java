package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Keys;
import java.util.regex.Pattern;

/** CloudTrail tells of the calls of a whole account; most that are refused have nothing to do with containers. */
final class ApiCalls {

    /** The name of a task's session is the task's id. */
    private static final Pattern TASK_ID = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String ECS = "ecs";

    private ApiCalls() {}

    /** Whether the call is none of ECS, and neither ECS nor a task made it. What does not say is not foreign. */
    static boolean isForeign(AwsEvent event) {
        return AwsEvent.API_CALL.equals(event.detailType())
                && event.text("eventSource")
                        .filter(source -> !source.startsWith(ECS))
                        .isPresent()
                && !isCalledByEcs(event);
    }

    private static boolean isCalledByEcs(AwsEvent event) {
        JsonNode caller = event.detail().path("userIdentity");
        return caller.path("invokedBy").asText().startsWith(ECS)
                || event.text("sourceIPAddress")
                        .filter(from -> from.startsWith(ECS))
                        .isPresent()
                || TASK_ID.matcher(Keys.lastSegment(caller.path("arn").asText()))
                        .matches();
    }
}
