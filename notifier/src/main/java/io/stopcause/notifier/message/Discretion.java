package io.stopcause.notifier.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Redaction;

/**
 * What of an incident may be told: all of it, but no text with a secret in it, nor one that is longer than any use.
 *
 * @param addresses whether mail addresses are kept back as well
 */
public record Discretion(boolean addresses) {

    /** Secrets are kept back. */
    public static final Discretion SECRETS = new Discretion(false);

    /** Mail addresses as well. */
    public static final Discretion ADDRESSES = new Discretion(true);

    private static final int ENOUGH = 16_384;

    /** The same incident as it may be told. */
    public Incident of(Incident incident) {
        return Json.read(of(Json.mapper().<JsonNode>valueToTree(incident)).toString(), Incident.class);
    }

    private String safe(String text) {
        String plain = SafeText.plain(SafeText.cut(text, ENOUGH));
        return addresses ? Redaction.ofAddresses(plain) : plain;
    }

    private JsonNode of(JsonNode tree) {
        if (tree instanceof TextNode text) {
            return TextNode.valueOf(safe(text.textValue()));
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(item -> copy.add(of(item)));
            return copy;
        }
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), of(field.getValue())));
            return copy;
        }
        return tree;
    }
}
