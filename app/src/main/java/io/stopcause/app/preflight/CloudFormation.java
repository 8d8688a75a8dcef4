package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.preflight.Part;
import io.stopcause.analyzer.preflight.Preflight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Task definitions, services and log groups among the resources of a CloudFormation template, CDK's included. */
final class CloudFormation {

    /** Names that differ in more than their first letter. */
    private static final Map<String, String> NAMES = Map.of(
            "EFSVolumeConfiguration", "efsVolumeConfiguration",
            "FSxWindowsFileServerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration",
            "FilesystemId", "fileSystemId",
            "IAM", "iam");

    private CloudFormation() {}

    static List<Found> find(JsonNode resources, Optional<String> launchType) {
        List<Found> found = new ArrayList<>();
        resources.properties().forEach(entry -> {
            Translation translation = new Translation(CloudFormation::name, Set.of());
            String id = entry.getKey();
            JsonNode properties =
                    translation.copy(entry.getValue().path("Properties"), "$.Resources." + id + ".Properties", "$");
            Part root = Part.root(properties);
            switch (entry.getValue().path("Type").asText()) {
                case "AWS::ECS::TaskDefinition" ->
                    found.add(DefinitionFile.definition(
                            withFamily(properties, id), translation.origins(), launchType, id));
                case "AWS::ECS::Service" ->
                    found.add(new Found("service", id, Preflight.ofService(root), translation.origins()));
                case "AWS::Logs::LogGroup" ->
                    found.add(new Found("log group", id, Preflight.ofLogGroup(root), translation.origins()));
                default -> {
                    // Of no concern to a task.
                }
            }
        });
        return found;
    }

    /** Without a family CloudFormation makes one. */
    private static JsonNode withFamily(JsonNode properties, String id) {
        if (properties instanceof com.fasterxml.jackson.databind.node.ObjectNode object && !object.has("family")) {
            object.put("family", id);
        }
        return properties;
    }

    private static String name(String name) {
        return NAMES.getOrDefault(name, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }
}
