package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.model.Json;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML with the short forms of CloudFormation's functions, and remembers the lines. Used once. */
final class YamlTree {

    private final Map<String, Integer> lines = new HashMap<>();

    private YamlTree() {}

    /** @throws DefinitionFileException if it is no YAML, with the place */
    static PlacedTree read(String name, String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new DefinitionFileException(name + ": the file is empty");
            }
            YamlTree reading = new YamlTree();
            JsonNode tree = reading.value("$", root);
            return new PlacedTree(tree, reading.lines);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new DefinitionFileException(name + ":" + line + ": this is neither JSON nor YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new DefinitionFileException(name + ": this is neither JSON nor YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private JsonNode value(String path, Node node) {
        lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? function(tag.substring(1), path, node) : plain(path, node);
    }

    /** As the long form has it: {@code !Ref} is {@code Ref}, all others have {@code Fn::} before them. */
    private JsonNode function(String name, String path, Node node) {
        ObjectNode function = Json.mapper().createObjectNode();
        String longName = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        function.set(
                longName, node instanceof ScalarNode scalar ? TextNode.valueOf(scalar.getValue()) : plain(path, node));
        return function;
    }

    private JsonNode plain(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = Json.mapper().createObjectNode();
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    String at = path + "." + key.getValue();
                    lines.put(at, key.getStartMark().getLine() + 1);
                    object.set(key.getValue(), value(at, entry.getValueNode()));
                }
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = Json.mapper().createArrayNode();
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                array.add(value(path + "[" + i + "]", items.get(i)));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    /** Numbers stay text: the API's own forms are read from text anyway. */
    private static JsonNode scalar(ScalarNode node) {
        if (node.getTag().equals(Tag.NULL)) {
            return NullNode.getInstance();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return BooleanNode.valueOf(
                    List.of("true", "yes", "on").contains(node.getValue().toLowerCase(java.util.Locale.ROOT)));
        }
        return TextNode.valueOf(node.getValue());
    }
}
