package io.stopcause.app.config;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * A tree from which what is wrong is taken out, so that one fault does not hide the next. Paths are told as they were
 * before anything was taken out.
 */
final class Pruning {

    private final JsonNode tree;
    private final Set<String> removed = new HashSet<>();
    /** First names of paths beneath which more than a value, or a list of them, has been taken out. */
    private final Set<String> tornSections = new HashSet<>();

    private final Map<String, TreeSet<Integer>> removedItems = new HashMap<>();

    Pruning(JsonNode tree) {
        this.tree = tree;
    }

    JsonNode tree() {
        return tree;
    }

    /** The path in the original text, such as {@code receivers[1].name}. */
    String path(List<Reference> steps) {
        String path = "";
        for (Reference step : steps) {
            path = step.getFieldName() == null
                    ? path + "[" + original(path, step.getIndex()) + "]"
                    : (path.isEmpty() ? "" : path + ".") + step.getFieldName();
        }
        return path;
    }

    /** Whether something at this path has been taken out, so that its absence is no news. */
    boolean wasRemoved(String path) {
        return removed.contains(path);
    }

    /**
     * Whether a problem may only be there because something has been taken out: of the holder that lacks something or is
     * wrong itself, or more than a value, or a list of them, from anywhere in its section.
     *
     * @param stands whether the text has anything at its path
     */
    boolean explains(String path, boolean stands) {
        return tornSections.contains(section(path))
                || removed.stream()
                        .map(Pruning::holder)
                        .anyMatch(holder -> holder.equals(path) || (!stands && holder.equals(holder(path))));
    }

    private static boolean isPlain(JsonNode node) {
        return node.isValueNode()
                || (node.isArray()
                        && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isValueNode));
    }

    private static String section(String path) {
        return path.replaceAll("[.\\[].*", "");
    }

    private static String holder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /** Takes out what stands there, or else what would hold it; whether there was anything. */
    boolean remove(List<Reference> steps) {
        for (int length = steps.size(); length > 0; length--) {
            List<Reference> part = steps.subList(0, length);
            String path = path(part);
            boolean plain = part.get(length - 1).getFieldName() != null && isPlain(at(part));
            if (removeExactly(part)) {
                removed.add(path);
                if (!plain) {
                    tornSections.add(section(path));
                }
                return true;
            }
        }
        return false;
    }

    /** For a name that is missing: the name that stands there instead, in words; empty if none is near. */
    String hint(List<Reference> steps) {
        if (steps.isEmpty() || steps.get(steps.size() - 1).getFieldName() == null) {
            return "";
        }
        return Nearest.to(steps.get(steps.size() - 1).getFieldName(), names(steps.subList(0, steps.size() - 1)))
                .map(near -> "; is it meant by '" + near + "'?")
                .orElse("");
    }

    /** The names that stand beneath a path. */
    List<String> names(List<Reference> steps) {
        List<String> names = new ArrayList<>();
        at(steps).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode at(List<Reference> steps) {
        JsonNode node = tree;
        for (Reference step : steps) {
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        return node;
    }

    private boolean removeExactly(List<Reference> steps) {
        List<Reference> above = steps.subList(0, steps.size() - 1);
        Reference last = steps.get(steps.size() - 1);
        JsonNode holder = at(above);
        if (holder instanceof ObjectNode object) {
            return last.getFieldName() != null && object.remove(last.getFieldName()) != null;
        }
        String place = path(above);
        int index = original(place, last.getIndex());
        if (holder instanceof ArrayNode array && array.remove(last.getIndex()) != null) {
            removedItems.computeIfAbsent(place, key -> new TreeSet<>()).add(index);
            return true;
        }
        return false;
    }

    private int original(String array, int index) {
        int original = index;
        for (int gone : removedItems.getOrDefault(array, new TreeSet<>())) {
            if (gone <= original) {
                original++;
            }
        }
        return original;
    }
}
