package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JSON Schema of rule files, for completion in editors. Made from the records that the files are read into;
 * {@code docs/rule.schema.json} is its output, and a test compares the two.
 */
public final class RuleSchema {

    private static final String OBJECT = "object";

    private RuleSchema() {}

    /** The schema of every kind of file that a directory of rules may hold. */
    public static ObjectNode make() {
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "A file of a stopcause rule set");
        ArrayNode kinds = schema.putArray("oneOf");
        Stream.of(Rule.class, HarmlessRule.class, Extension.class, Mute.class)
                .map(type -> ofRecord(type).put("title", type.getSimpleName()))
                .forEach(kinds::add);
        return schema;
    }

    private static ObjectNode ofRecord(Class<?> type) {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", OBJECT);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.mapper().createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            Optional<JsonProperty> naming = naming(type, component);
            String name = naming.map(JsonProperty::value)
                    .filter(given -> !given.isEmpty())
                    .orElse(component.getName());
            properties.set(name, of(name, component.getGenericType()));
            if (naming.filter(JsonProperty::required).isPresent()) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    /** A component's annotation stands on its field, for it is made for several places. */
    private static Optional<JsonProperty> naming(Class<?> type, RecordComponent component) {
        try {
            return Optional.ofNullable(
                    type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record without the field of its component", e);
        }
    }

    private static ObjectNode of(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                ObjectNode schema = typed("array");
                schema.set("items", of(name, arguments[0]));
                return schema;
            }
            if (Map.class.isAssignableFrom(raw)) {
                ObjectNode schema = typed(OBJECT);
                schema.set("additionalProperties", of(name, arguments[1]));
                return schema;
            }
            return orNull(name, of(name, arguments[0]));
        }
        return ofClass(name, (Class<?>) type);
    }

    /** That nothing is expected is said by null; anywhere else what is not there is left out. */
    private static ObjectNode orNull(String name, ObjectNode schema) {
        if (name.equals("expect")) {
            schema.withArrayProperty("enum").addNull();
        }
        return schema;
    }

    private static ObjectNode ofClass(String name, Class<?> type) {
        if (isCause(name) && type == String.class) {
            return oneOf(Causes.all().keySet());
        }
        if (type == String.class) {
            return typed("string");
        }
        if (type == boolean.class) {
            return typed("boolean");
        }
        if (type == double.class) {
            return typed("number");
        }
        if (type == long.class || type == int.class || type == Integer.class) {
            return typed("integer");
        }
        if (type.isEnum()) {
            return oneOf(Stream.of(type.getEnumConstants())
                    .map(value -> Json.mapper().valueToTree(value).asText())
                    .toList());
        }
        if (type == RemediationTemplate.StepTemplate.class) {
            return step();
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return typed(OBJECT);
        }
        return ofRecord(type);
    }

    private static boolean isCause(String name) {
        return List.of("cause", "explains", "alternatives", "expect", "blind").contains(name);
    }

    private static ObjectNode step() {
        ObjectNode schema = typed(OBJECT);
        ObjectNode properties = schema.putObject("properties");
        properties.set("do", typed("string"));
        RemediationTemplate.LANGUAGES.forEach(language -> properties.set(language, typed("string")));
        schema.putArray("required").add("do");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode oneOf(Collection<String> names) {
        ObjectNode schema = Json.mapper().createObjectNode();
        ArrayNode values = schema.putArray("enum");
        names.forEach(values::add);
        return schema;
    }

    private static ObjectNode typed(String name) {
        return Json.mapper().createObjectNode().put("type", name);
    }
}
