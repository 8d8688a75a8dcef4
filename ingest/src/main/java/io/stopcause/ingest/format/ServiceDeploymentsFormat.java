package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.util.Optional;

/** The answer of {@code DescribeServiceDeployments}: states of deployments, and of the hooks that hold them up. */
final class ServiceDeploymentsFormat implements Format {

    private static final String HOOK_STATE = "ECS Hook State Change";

    @Override
    public String name() {
        return "ECS service deployments";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return object.path("serviceDeployments").isArray();
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        boolean told = false;
        for (JsonNode element : object.path("serviceDeployments")) {
            if (element instanceof ObjectNode described) {
                told |= deployment(Normal.form(described), reading);
            }
        }
        if (!told) {
            reading.ignored();
        }
    }

    private static boolean deployment(ObjectNode deployment, Reading reading) {
        Optional<String> status = Fields.text(deployment, "status");
        status.ifPresent(known -> {
            ObjectNode detail = Trees.object()
                    .put("eventName", "SERVICE_DEPLOYMENT_" + outcome(known))
                    .put("reason", deployment.path("statusReason").asText());
            event(AwsEvent.DEPLOYMENT_STATE, deployment, detail, reading);
        });
        for (JsonNode hook : deployment.path("lifecycleHookDetails")) {
            ObjectNode detail = Trees.object()
                    .put("eventName", "HOOK_" + hook.path("status").asText())
                    .put("hookId", hook.path("hookId").asText());
            event(HOOK_STATE, deployment, detail, reading);
        }
        return status.isPresent() || !deployment.path("lifecycleHookDetails").isEmpty();
    }

    /** The word of the deployment's events: a deployment that was stopped or rolled back did not reach its goal. */
    private static String outcome(String status) {
        return switch (status) {
            case "SUCCESSFUL" -> "COMPLETED";
            case "PENDING", "IN_PROGRESS" -> "IN_PROGRESS";
            default -> "FAILED";
        };
    }

    private static void event(String detailType, ObjectNode deployment, ObjectNode detail, Reading reading) {
        for (String field :
                new String[] {"serviceDeploymentArn", "serviceArn", "clusterArn", "status", "createdAt", "updatedAt"}) {
            Optional.ofNullable(deployment.get(field)).ifPresent(value -> detail.set(field, value));
        }
        String arn =
                Fields.anyText(deployment, "serviceArn", "serviceDeploymentArn").orElse("");
        String id = Ids.of(detailType, arn, detail.toString());
        reading.event(Envelope.wrap(
                id,
                detailType,
                arn,
                Times.of(detail.path("updatedAt"))
                        .or(() -> Times.of(detail.path("createdAt")))
                        .orElseGet(reading::time),
                detail));
    }
}
