package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.util.Optional;

/**
 * The answer of {@code DescribeServices}: each of a service's messages becomes a service action, each deployment that
 * tells its state a deployment state change.
 */
final class ServicesFormat implements Format {

    @Override
    public String name() {
        return "ECS services";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return isService(object) || Fields.arrayOf(object, "services", "serviceName");
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode services = object.path("services");
        JsonNode failures = object.path("failures");
        services.forEach(service -> service(service, reading));
        failures.forEach(failure -> TasksFormat.failure(failure, reading));
        if (isService(object)) {
            service(object, reading);
        } else if (services.isEmpty() && failures.isEmpty()) {
            reading.ignored();
        }
    }

    private static boolean isService(ObjectNode object) {
        return object.has("serviceArn")
                && object.has("serviceName")
                && object.path("deployments").isArray();
    }

    private static void service(JsonNode described, Reading reading) {
        if (!(described instanceof ObjectNode object)) {
            reading.dead("service that is no object", described.toString());
            return;
        }
        ObjectNode service = Normal.form(object);
        boolean told = false;
        for (JsonNode event : service.path("events")) {
            ServiceEventsFormat.message(event, service, reading);
            told = true;
        }
        for (JsonNode deployment : service.path("deployments")) {
            Optional<String> state = Fields.text(deployment, "rolloutState");
            state.ifPresent(known -> deployment(deployment, known, service, reading));
            told |= state.isPresent();
        }
        if (!told) {
            reading.ignored();
        }
    }

    private static void deployment(JsonNode deployment, String state, ObjectNode service, Reading reading) {
        String arn = service.path("serviceArn").asText();
        ObjectNode detail = Trees.object();
        detail.put("eventType", "FAILED".equals(state) ? "ERROR" : "INFO");
        detail.put("eventName", "SERVICE_DEPLOYMENT_" + state);
        detail.put("deploymentId", deployment.path("id").asText());
        detail.put("reason", deployment.path("rolloutStateReason").asText());
        for (String field : new String[] {"updatedAt", "createdAt", "taskDefinition", "failedTasks"}) {
            Optional.ofNullable(deployment.get(field)).ifPresent(value -> detail.set(field, value));
        }
        Fields.text(service, "clusterArn").ifPresent(cluster -> detail.put("clusterArn", cluster));
        String id = Ids.of("deployment", arn, detail.toString());
        reading.event(Envelope.wrap(
                id,
                AwsEvent.DEPLOYMENT_STATE,
                arn,
                Times.of(detail.path("updatedAt")).orElseGet(reading::time),
                detail));
    }
}
