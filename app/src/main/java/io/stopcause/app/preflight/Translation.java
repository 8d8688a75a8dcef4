package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.model.Json;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Copies a tree with the API's names in place of those of a tool, and remembers where each value stood. Used once. */
final class Translation {

    /** Maps of the user's own names, which are nobody's to change. */
    private static final Set<String> FREE = Set.of("options", "dockerLabels", "driverOpts", "labels", "tags");

    private final UnaryOperator<String> names;
    private final Set<String> single;
    private final Map<String, String> origins = new HashMap<>();

    /**
     * A translation.
     *
     * @param names the API's name of a name
     * @param single what the tool writes as a list, by the API's name, and stands at most once
     */
    Translation(UnaryOperator<String> names, Set<String> single) {
        this.names = names;
        this.single = single;
    }

    Map<String, String> origins() {
        return Collections.unmodifiableMap(origins);
    }

    /** The copy of what stands at {@code from} in the file, for {@code to} in the API. */
    JsonNode copy(JsonNode node, String from, String to) {
        return copy(node, from, to, names);
    }

    private JsonNode copy(JsonNode node, String from, String to, UnaryOperator<String> naming) {
        origins.put(to, from);
        Optional<JsonNode> value = function(node);
        if (value.isPresent()) {
            return value.get();
        }
        if (node.isObject()) {
            ObjectNode copy = Json.mapper().createObjectNode();
            node.properties().forEach(entry -> {
                String name = naming.apply(entry.getKey());
                UnaryOperator<String> below = FREE.contains(name) ? UnaryOperator.identity() : naming;
                boolean block = entry.getValue().isArray() && single.contains(name);
                JsonNode inner = block ? entry.getValue().path(0) : entry.getValue();
                String place = from + "." + entry.getKey() + (block ? "[0]" : "");
                copy.set(name, copy(inner, place, to + "." + name, below));
            });
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.mapper().createArrayNode();
            for (int i = 0; i < node.size(); i++) {
                copy.add(copy(node.get(i), from + "[" + i + "]", to + "[" + i + "]", naming));
            }
            return copy;
        }
        return node;
    }

    /** A function of CloudFormation stands as {@code ${...}}, a value that is open; text with variables stays as it is. */
    private static Optional<JsonNode> function(JsonNode node) {
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        String name = node.fieldNames().next();
        JsonNode argument = node.path(name);
        if (name.equals("Ref")) {
            return Optional.of(
                    argument.asText().equals("AWS::NoValue")
                            ? NullNode.getInstance()
                            : TextNode.valueOf("${" + argument.asText() + "}"));
        }
        if (name.equals("Fn::Sub") && argument.isTextual()) {
            return Optional.of(argument);
        }
        return name.startsWith("Fn::") ? Optional.of(TextNode.valueOf("${" + name + "}")) : Optional.empty();
    }
}
