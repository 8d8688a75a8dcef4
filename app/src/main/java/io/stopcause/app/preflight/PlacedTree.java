package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A document, and the line on which each of its values begins.
 *
 * @param lines by path from {@code $}; from 1
 */
record PlacedTree(JsonNode tree, Map<String, Integer> lines) {

    PlacedTree {
        lines = Map.copyOf(lines);
    }

    /** The line of a path, or of what would hold it. */
    int line(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
