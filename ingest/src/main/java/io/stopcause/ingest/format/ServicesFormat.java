package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer of {@code DescribeServices}: each of a service's messages becomes a service action, each deployment that
 * tells its state a deployment state change, and the counts of tasks become a service state. That a service has fewer
 * tasks than it wants is said nowhere else: ECS tells of it by messages, and is silent while nothing changes.
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
        if (Fields.count(service, "desiredCount").isPresent()
                && Fields.count(service, "runningCount").isPresent()) {
            state(service, reading);
            told = true;
        }
        if (!told) {
            reading.ignored();
        }
    }

    /** A pattern cannot compare two fields, so whether tasks are missing is a field of its own. */
    private static void state(ObjectNode service, Reading reading) {
        String arn = service.path("serviceArn").asText();
        long desired = Fields.count(service, "desiredCount").orElseThrow();
        long running = Fields.count(service, "runningCount").orElseThrow();
        ObjectNode detail = Trees.object()
                .put("eventName", "SERVICE_STATE")
                .put("status", service.path("status").asText())
                .put("desiredCount", desired)
                .put("runningCount", running)
                .put("pendingCount", Fields.count(service, "pendingCount").orElse(0))
                .put("shortOfTasks", running < desired)
                .put("reason", running + " of " + desired + " tasks run");
        Fields.text(service, "clusterArn").ifPresent(cluster -> detail.put("clusterArn", cluster));
        Instant time = reading.time();
        String id = Ids.of("service-state", arn, time.toString(), detail.toString());
        reading.event(Envelope.wrap(id, AwsEvent.SERVICE_STATE, arn, time, detail));
    }

    private static void deployment(JsonNode deployment, String state, ObjectNode service, Reading reading) {
        String arn = service.path("serviceArn").asText();
        ObjectNode detail = Trees.object();
        detail.put("eventType", "FAILED".equals(state) ? "ERROR" : "INFO");
        detail.put("eventName", "SERVICE_DEPLOYMENT_" + state);
        detail.put("deploymentId", deployment.path("id").asText());
        detail.put("reason", deployment.path("rolloutStateReason").asText());
        for (String field : new String[] {
            "updatedAt", "createdAt", "taskDefinition", "desiredCount", "runningCount", "pendingCount", "failedTasks"
        }) {
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
