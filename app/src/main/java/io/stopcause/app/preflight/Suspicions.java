package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.service.ServiceReading;
import io.stopcause.model.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What could go wrong with a service that the account can tell beforehand, with the values that its rules ask about. */
final class Suspicions {

    private static final String ECR = "\\d{12}\\.dkr[.-]ecr\\S+";
    private static final String ARN = "arn:";
    private static final int PARTS_OF_SECRET = 7;

    private final JsonNode definition;
    private final Map<String, String> common;
    private final Optional<String> task;
    private final List<Suspicion> found = new ArrayList<>();

    /**
     * One cause.
     *
     * @param values placeholders of the rule's checks and remedies
     * @param path where in the task definition or service it would stand
     */
    record Suspicion(String cause, Map<String, String> values, String subject, String path) {
        Suspicion {
            values = Map.copyOf(values);
        }
    }

    private Suspicions(ServiceReading reading, Map<String, String> common) {
        this.definition = reading.definition();
        this.common = common;
        this.task = reading.task();
    }

    /**
     * In the order of the documents.
     *
     * @param common what is known of the service: account, Region, cluster and so on
     */
    static List<Suspicion> of(ServiceReading reading, Map<String, String> common) {
        Suspicions suspicions = new Suspicions(reading, common);
        suspicions.roles();
        for (int i = 0; i < suspicions.definition.path("containerDefinitions").size(); i++) {
            suspicions.container(i);
        }
        suspicions.volumes();
        suspicions.service(reading.service());
        suspicions.network();
        return suspicions.found;
    }

    private void add(String cause, String subject, String path, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(common);
        values.putAll(more);
        values.values().removeIf(String::isBlank);
        found.add(new Suspicion(cause, values, subject, path));
    }

    private void roles() {
        for (String field : List.of("executionRoleArn", "taskRoleArn")) {
            String role = definition.path(field).asText();
            if (!role.isEmpty()) {
                add("role-not-assumable", "", "$." + field, Map.of("role", role, "roleName", Keys.lastSegment(role)));
            }
        }
    }

    private void container(int index) {
        JsonNode container = definition.path("containerDefinitions").path(index);
        String path = "$.containerDefinitions[" + index + "]";
        String name = container.path("name").asText();
        Map<String, String> image =
                Map.of("container", name, "image", container.path("image").asText());
        for (String cause : List.of("image-reference-invalid", "image-not-found", "arch-mismatch")) {
            add(cause, name, path + ".image", image);
        }
        if (container.path("image").asText().matches(ECR)) {
            add("execution-role-missing-permission", name, path + ".image", image);
        }
        for (int i = 0; i < container.path("secrets").size(); i++) {
            secret(
                    container.path("secrets").path(i).path("valueFrom").asText(),
                    name,
                    path + ".secrets[" + i + "].valueFrom");
        }
        if (container.has("repositoryCredentials")) {
            add("registry-secret-unusable", name, path + ".repositoryCredentials", Map.of());
        }
        if (container.has("environmentFiles")) {
            add("environment-file-unreadable", name, path + ".environmentFiles", Map.of());
        }
        logs(container.path("logConfiguration"), name, path + ".logConfiguration.options.awslogs-group");
    }

    private void secret(String from, String container, String path) {
        add("secret-not-found", container, path, Map.of("secret", from));
        if (!from.startsWith(ARN)) {
            return;
        }
        String[] parts = from.split(":", -1);
        boolean parameter = parts.length > 2 && parts[2].equals("ssm");
        String resource = String.join(":", List.of(parts).subList(0, Math.min(PARTS_OF_SECRET, parts.length)));
        add(
                "secret-access-denied",
                container,
                path,
                Map.of(
                        "resource",
                        resource,
                        "action",
                        parameter ? "ssm:GetParameters" : "secretsmanager:GetSecretValue"));
        if (!parameter && parts.length > PARTS_OF_SECRET && !parts[PARTS_OF_SECRET].isEmpty()) {
            add("secret-value-unusable", container, path, Map.of("key", parts[PARTS_OF_SECRET]));
        }
    }

    private void logs(JsonNode logs, String container, String path) {
        JsonNode options = logs.path("options");
        String group = options.path("awslogs-group").asText();
        if (group.isEmpty()) {
            return;
        }
        String region = options.path("awslogs-region").asText(common.getOrDefault("region", ""));
        Map<String, String> values = Map.of(
                "logGroup",
                group,
                "region",
                region,
                "action",
                "logs:PutLogEvents",
                "resource",
                "arn:aws:logs:" + region + ":" + common.getOrDefault("account", "*") + ":log-group:" + group + ":*");
        if (!options.path("awslogs-create-group").asText().equals("true")) {
            add("log-group-missing", container, path, values);
        }
        add("log-permission-denied", container, path, values);
    }

    private void volumes() {
        for (int i = 0; i < definition.path("volumes").size(); i++) {
            if (definition.path("volumes").path(i).has("efsVolumeConfiguration")) {
                add("file-system-access-denied", "", "$.volumes[" + i + "].efsVolumeConfiguration", Map.of());
            }
        }
    }

    private void service(JsonNode service) {
        for (int i = 0; i < service.path("loadBalancers").size(); i++) {
            JsonNode balancer = service.path("loadBalancers").path(i);
            String path = "$.loadBalancers[" + i + "]";
            add(
                    "container-reference-mismatch",
                    "",
                    path,
                    Map.of(
                            "name",
                            balancer.path("containerName").asText(),
                            "port",
                            balancer.path("containerPort").asText()));
            String target = balancer.path("targetGroupArn").asText();
            add("load-balancer-target-missing", "", path, Map.of("target", target));
            add("target-group-not-attached", "", path, Map.of("target", target));
        }
        for (JsonNode subnet :
                service.path("networkConfiguration").path("awsvpcConfiguration").path("subnets")) {
            add("subnet-out-of-addresses", "", "$.networkConfiguration", Map.of("subnet", subnet.asText()));
        }
    }

    /** From where a task of the service runs, or ran. */
    private void network() {
        task.ifPresent(id -> {
            Map<String, String> values = Map.of("taskId", id);
            String text = definition.toString();
            if (text.matches(".*\"" + ECR + ".*")) {
                add("no-route-to-aws-registry", "", "$", values);
                add("no-route-to-image-layers", "", "$", values);
            } else {
                add("no-route-to-public-registry", "", "$", values);
            }
            if (text.contains("awslogs-group")) {
                add("no-route-to-log-service", "", "$", values);
            }
            if (text.contains("\"valueFrom\"")) {
                add("no-route-to-secret-store", "", "$", values);
            }
        });
    }
}
