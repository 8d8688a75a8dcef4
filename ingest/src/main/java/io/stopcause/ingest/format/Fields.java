package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks into JSON whose shape nobody guarantees. */
final class Fields {

    private Fields() {}

    /** The text of a field; empty where it is absent, empty or not a text. */
    static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue()).filter(text -> !text.isEmpty());
    }

    /** The first of these fields that holds a text. */
    static Optional<String> anyText(JsonNode node, String... fields) {
        for (String field : fields) {
            Optional<String> text = text(node, field);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** Whether a field is an array whose elements are all objects with this field; true for an empty array. */
    /** A number of things, which may be written as a string. */
    static OptionalLong count(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isIntegralNumber()) {
            return OptionalLong.of(value.longValue());
        }
        return value.isTextual() && value.asText().matches("\\d{1,9}")
                ? OptionalLong.of(Long.parseLong(value.asText()))
                : OptionalLong.empty();
    }

    static boolean arrayOf(JsonNode node, String field, String elementField) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            return false;
        }
        for (JsonNode element : array) {
            if (!element.has(elementField)) {
                return false;
            }
        }
        return true;
    }

    /** Part 3 of {@code arn:partition:service:region:account:resource}, or empty. */
    static String region(String arn) {
        return part(arn, 3);
    }

    /** Part 4 of an ARN, or empty. */
    static String account(String arn) {
        return part(arn, 4);
    }

    private static String part(String arn, int index) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && "arn".equals(parts[0]) ? parts[index] : "";
    }
}
