package io.stopcause.app.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML text each path stands. */
final class Places {

    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> duplicates = new ArrayList<>();

    /**
     * Walks over a text.
     *
     * @throws org.yaml.snakeyaml.error.YAMLException if it is no YAML
     */
    static Places of(String yaml) {
        Places places = new Places();
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        if (root != null) {
            places.walk("", root);
        }
        return places;
    }

    private void walk(String path, Node node) {
        lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    walkEntry(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), key, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                walk(path + "[" + i + "]", items.get(i));
            }
        }
    }

    private void walkEntry(String path, ScalarNode key, Node value) {
        int line = key.getStartMark().getLine() + 1;
        Integer first = lines.putIfAbsent(path, line);
        if (first != null) {
            duplicates.add(new Problem(path, "stands twice, on line " + first + " and on line " + line));
        }
        walk(path, value);
    }

    /** Names that stand twice in one mapping. */
    List<Problem> duplicates() {
        return List.copyOf(duplicates);
    }

    /** Whether the text has anything at a path. */
    boolean have(String path) {
        return lines.containsKey(path);
    }

    /** The line of a path, or of what holds it where it does not stand in the text; from 1. */
    int line(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 1);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
