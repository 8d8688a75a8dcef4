package io.stopcause.app.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.analyzer.preflight.Part;
import io.stopcause.analyzer.preflight.Preflight;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Task definitions, services and log groups in {@code terraform show -json} of a plan or a state. */
final class Terraform {

    private static final Pattern WORD = Pattern.compile("_([a-z0-9])");
    private static final String OPEN = "${known after apply}";

    private static final Map<String, String> NAMES = Map.of(
            "volume", "volumes",
            "size_in_gib", "sizeInGiB",
            "configure_at_launch", "configuredAtLaunch",
            "name", "name",
            "tags", "tags");

    /** Blocks that stand at most once; Terraform writes them as lists all the same. */
    private static final Set<String> SINGLE = Set.of(
            "runtimePlatform",
            "ephemeralStorage",
            "proxyConfiguration",
            "efsVolumeConfiguration",
            "dockerVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration",
            "authorizationConfig",
            "deploymentCircuitBreaker",
            "deploymentController");

    private Terraform() {}

    /** One resource: what it will be, and what of it only the deployment will tell. */
    private record Resource(String type, String address, JsonNode values, JsonNode unknown, String path) {}

    static List<Found> find(JsonNode tree, Optional<String> launchType) {
        List<Found> found = new ArrayList<>();
        for (Resource resource : resources(tree)) {
            switch (resource.type()) {
                case "aws_ecs_task_definition" -> found.add(definition(resource, launchType));
                case "aws_ecs_service" -> found.add(service(resource));
                case "aws_cloudwatch_log_group" -> found.add(logGroup(resource));
                default -> {
                    // Of no concern to a task.
                }
            }
        }
        return found;
    }

    private static List<Resource> resources(JsonNode tree) {
        List<Resource> resources = new ArrayList<>();
        JsonNode changes = tree.path("resource_changes");
        for (int i = 0; i < changes.size(); i++) {
            JsonNode change = changes.get(i).path("change");
            if (change.path("after").isObject()) {
                resources.add(resource(
                        changes.get(i),
                        change.path("after"),
                        change.path("after_unknown"),
                        "$.resource_changes[" + i + "].change.after"));
            }
        }
        module(tree.path("values").path("root_module"), "$.values.root_module", resources);
        return resources;
    }

    private static Resource resource(JsonNode node, JsonNode values, JsonNode unknown, String path) {
        return new Resource(node.path("type").asText(), node.path("address").asText(), values, unknown, path);
    }

    private static void module(JsonNode module, String path, List<Resource> resources) {
        JsonNode own = module.path("resources");
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).path("mode").asText("managed").equals("managed")) {
                resources.add(resource(
                        own.get(i),
                        own.get(i).path("values"),
                        Json.mapper().createObjectNode(),
                        path + ".resources[" + i + "].values"));
            }
        }
        JsonNode children = module.path("child_modules");
        for (int i = 0; i < children.size(); i++) {
            module(children.get(i), path + ".child_modules[" + i + "]", resources);
        }
    }

    private static Found definition(Resource resource, Optional<String> launchType) {
        Translation translation = new Translation(Terraform::name, SINGLE);
        ObjectNode root = translate(resource, translation);
        root.path("volumes").forEach(volume -> {
            if (volume instanceof ObjectNode object && object.path("hostPath").isTextual()) {
                ObjectNode host = object.putObject("host");
                Optional.of(object.path("hostPath").asText())
                        .filter(path -> !path.isEmpty())
                        .ifPresent(path -> host.put("sourcePath", path));
            }
        });
        JsonNode containers = root.path("containerDefinitions");
        if (containers.isTextual() && !containers.asText().equals(OPEN)) {
            root.set("containerDefinitions", containers(resource.address(), containers.asText()));
        }
        return DefinitionFile.definition(root, translation.origins(), launchType, resource.address());
    }

    private static JsonNode containers(String address, String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new DefinitionFileException(address + ": its container_definitions are no JSON: " + Json.describe(e));
        }
    }

    private static Found service(Resource resource) {
        Translation translation = new Translation(Terraform::name, SINGLE);
        ObjectNode root = translate(resource, translation);
        ObjectNode service = Json.mapper().createObjectNode();
        service.set("serviceName", root.path("name"));
        service.set("deploymentController", root.path("deploymentController"));
        service.putObject("deploymentConfiguration")
                .set("deploymentCircuitBreaker", root.path("deploymentCircuitBreaker"));
        return new Found("service", resource.address(), Preflight.ofService(Part.root(service)), translation.origins());
    }

    private static Found logGroup(Resource resource) {
        Translation translation = new Translation(Terraform::name, SINGLE);
        ObjectNode root = translate(resource, translation);
        root.set("logGroupName", root.path("name"));
        return new Found("log group", resource.address(), Preflight.ofLogGroup(Part.root(root)), translation.origins());
    }

    private static ObjectNode translate(Resource resource, Translation translation) {
        ObjectNode values = resource.values().deepCopy();
        resource.unknown().properties().forEach(entry -> {
            if (entry.getValue().asBoolean(false)) {
                values.set(entry.getKey(), TextNode.valueOf(OPEN));
            }
        });
        return (ObjectNode) translation.copy(values, resource.path(), "$");
    }

    private static String name(String name) {
        return NAMES.getOrDefault(
                name, WORD.matcher(name).replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT)));
    }
}
