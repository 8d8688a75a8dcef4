package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.preflight.Definition;
import io.stopcause.analyzer.preflight.Flaw;
import io.stopcause.analyzer.preflight.Part;
import io.stopcause.analyzer.preflight.Preflight;
import io.stopcause.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the task definitions of a text, whatever tool wrote it. */
public final class DefinitionFile {

    private static final String KNOWN =
            "it holds no task definition. Known are the input of register-task-definition and"
                    + " the output of describe-task-definition, a list of container definitions, terraform show -json of a plan or"
                    + " state, and CloudFormation templates with an AWS::ECS::TaskDefinition";

    private DefinitionFile() {}

    /**
     * All that was found wrong in a text, in the order of the document.
     *
     * @param name of the file, for messages
     * @param launchType that definitions are meant for which do not say so
     * @throws DefinitionFileException if it cannot be read, or holds no task definition
     */
    public static List<Located> inspect(String name, String text, Optional<String> launchType) {
        if (text.isBlank()) {
            throw new DefinitionFileException(name + ": the file is empty");
        }
        char first = text.strip().charAt(0);
        PlacedTree document = first == '{' || first == '[' ? JsonTree.read(name, text) : YamlTree.read(name, text);
        List<Found> found = find(document.tree(), launchType);
        if (found.stream().noneMatch(each -> each.what().equals(DEFINITION))) {
            throw new DefinitionFileException(name + ": " + KNOWN + hint(document.tree(), text));
        }
        return found.stream()
                .flatMap(each -> each.flaws().stream().map(flaw -> located(name, document, each, flaw)))
                .toList();
    }

    static final String DEFINITION = "task definition";

    private static Located located(String file, PlacedTree document, Found found, Flaw flaw) {
        String path = found.origin(flaw.path());
        return new Located(file, document.line(path), found.what() + " " + found.name(), path, flaw);
    }

    private static String hint(JsonNode tree, String text) {
        if (tree.has("taskDefinitionArns")) {
            return "; this is a list of names: give the output of aws ecs describe-task-definition";
        }
        return text.contains("resource \"aws_ecs_task_definition\"")
                ? "; this is Terraform's own language: give terraform show -json of its plan"
                : "";
    }

    private static List<Found> find(JsonNode tree, Optional<String> launchType) {
        if (tree.isArray()) {
            boolean containers = !tree.isEmpty() && Stream.of("name", "image").anyMatch(tree.path(0)::has);
            return containers ? List.of(containers(tree, launchType)) : List.of();
        }
        if (tree.path("taskDefinition").isObject()) {
            return List.of(definition(tree.path("taskDefinition"), "$.taskDefinition", launchType));
        }
        if (tree.has("containerDefinitions")) {
            return List.of(definition(tree, "$", launchType));
        }
        return tree.path("Resources").isObject()
                ? CloudFormation.find(tree.path("Resources"), launchType)
                : Terraform.find(tree, launchType);
    }

    private static Found containers(JsonNode list, Optional<String> launchType) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.set("containerDefinitions", list);
        Definition definition = new Definition(Part.root(root), false, launchType);
        return new Found(DEFINITION, "(containers)", Preflight.of(definition), Map.of("$.containerDefinitions", "$"));
    }

    private static Found definition(JsonNode node, String path, Optional<String> launchType) {
        return definition(node, Map.of("$", path), launchType, path);
    }

    /** A definition in the API's form, as found by any of the tools' readers. */
    static Found definition(JsonNode node, Map<String, String> origins, Optional<String> launchType, String otherwise) {
        Definition definition = new Definition(Part.root(node), true, launchType);
        return new Found(DEFINITION, definition.family().orElse(otherwise), Preflight.of(definition), origins);
    }
}
