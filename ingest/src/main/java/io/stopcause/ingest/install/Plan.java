package io.stopcause.ingest.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The difference between the model and an account.
 *
 * @param changes one for each resource of the model, in its order
 */
public record Plan(List<Change> changes) {

    private static final int LONGEST_VALUE = 60;

    public Plan {
        changes = List.copyOf(changes);
    }

    /**
     * Compares.
     *
     * @param found what stands in the account, by the resource that should be there
     */
    public static Plan of(List<Resource> wanted, Map<Resource, Found> found) {
        return new Plan(wanted.stream()
                .map(resource -> {
                    Found there = found.get(resource);
                    if (there instanceof Found.Ours ours) {
                        return compare(resource, ours);
                    }
                    return there instanceof Found.Foreign foreign
                            ? new Change(
                                    resource.kind() == Kind.FILTER ? Verb.POLL : Verb.TAKEN,
                                    resource,
                                    List.of(foreign.words()))
                            : new Change(Verb.CREATE, resource, List.of());
                })
                .toList());
    }

    /** What cannot be had, since it is somebody else's. */
    public List<Change> taken() {
        return with(Verb.TAKEN);
    }

    /** What has to be done to the account. */
    public List<Change> toDo() {
        return changes.stream().filter(Change::changesAccount).toList();
    }

    public List<Change> with(Verb verb) {
        return changes.stream().filter(change -> change.verb() == verb).toList();
    }

    private static Change compare(Resource wanted, Found.Ours found) {
        List<String> reasons = new ArrayList<>();
        boolean drifted = false;
        for (String setting : new TreeSet<>(wanted.settings().keySet())) {
            JsonNode should = wanted.setting(setting);
            JsonNode is = found.settings().get(setting);
            if (is == null) {
                reasons.add(setting + " is missing");
            } else if (!same(should, is)) {
                drifted = true;
                reasons.add(setting + " is " + brief(is) + (isShort(should) ? ", should be " + brief(should) : ""));
            }
        }
        Verb verb = reasons.isEmpty() ? Verb.KEEP : drifted ? Verb.DRIFT : Verb.COMPLETE;
        return new Change(verb, wanted, reasons);
    }

    /**
     * Lists are sets in policies and patterns. AWS gives numbers back as texts here and there, and a list of one as its
     * only element.
     */
    private static boolean same(JsonNode should, JsonNode is) {
        return canonical(should).equals(canonical(is));
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = Json.mapper().createObjectNode();
            new TreeSet<>(fieldNames(node)).forEach(field -> object.set(field, canonical(node.get(field))));
            return object;
        }
        if (node.isArray() && node.size() == 1) {
            return canonical(node.get(0));
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(canonical(element)));
            elements.sort(Comparator.comparing(JsonNode::toString));
            return Json.mapper().createArrayNode().addAll(elements);
        }
        return TextNode.valueOf(node.asText());
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isShort(JsonNode value) {
        return text(value).length() <= LONGEST_VALUE;
    }

    private static String brief(JsonNode value) {
        return isShort(value) ? text(value) : "another";
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? "'" + value.asText() + "'" : Json.write(value);
    }
}
