package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Brings an API's answer into the form in which events write the same: field names start with a small letter (Step
 * Functions capitalises them), times are ISO in UTC, and what is null is absent.
 */
final class Normal {

    private Normal() {}

    static ObjectNode form(ObjectNode object) {
        ObjectNode normal = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = decapitalised(field.getKey());
            if (!field.getValue().isNull()) {
                normal.set(name, value(name, field.getValue()));
            }
        }
        return normal;
    }

    private static JsonNode value(String name, JsonNode value) {
        if (name.endsWith("At")) {
            Optional<Instant> time = Times.of(value).or(() -> recorded(value));
            if (time.isPresent()) {
                return TextNode.valueOf(time.get().toString());
            }
        }
        if (value instanceof ObjectNode object) {
            return form(object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode normal = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> normal.add(value("", element)));
            return normal;
        }
        return value;
    }

    /** A time in the notation of Placebo, a recorder of AWS answers for Python. */
    private static Optional<Instant> recorded(JsonNode value) {
        if (!"datetime".equals(value.path("__class__").asText())) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            value.path("year").asInt(),
                            value.path("month").asInt(),
                            value.path("day").asInt(),
                            value.path("hour").asInt(),
                            value.path("minute").asInt(),
                            value.path("second").asInt(),
                            value.path("microsecond").asInt() * 1000)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String decapitalised(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
