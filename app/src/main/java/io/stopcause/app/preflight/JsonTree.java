package io.stopcause.app.preflight;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON and remembers the lines. Used once. */
final class JsonTree {

    private final Map<String, Integer> lines = new HashMap<>();
    private final JsonParser parser;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws DefinitionFileException if it is no JSON, with the place */
    static PlacedTree read(String name, String text) {
        try (JsonParser parser = Json.mapper().createParser(text)) {
            JsonTree reading = new JsonTree(parser);
            parser.nextToken();
            JsonNode tree = reading.value("$");
            if (parser.nextToken() != null) {
                throw new DefinitionFileException(name + ":"
                        + parser.currentTokenLocation().getLineNr() + ": something follows the end of the JSON");
            }
            return new PlacedTree(tree, reading.lines);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new DefinitionFileException(name + ":" + line + ": this is no JSON: " + Json.describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(String path) throws IOException {
        lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = Json.mapper().createObjectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                String at = path + "." + field;
                lines.put(at, parser.currentTokenLocation().getLineNr());
                parser.nextToken();
                object.set(field, value(at));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = Json.mapper().createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(path + "[" + array.size() + "]"));
            }
            return array;
        }
        return scalar(token);
    }

    private JsonNode scalar(@Nullable JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (token == null) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "the text ends before a value");
        }
        return switch (token) {
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }
}
