package io.stopcause.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads foreign JSON. Unlike the house's own mapper it tolerates what loggers write, such as a field that stands
 * twice.
 */
final class Trees {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE).build();

    private Trees() {}

    static JsonParser parser(byte[] json) throws IOException {
        return MAPPER.createParser(json);
    }

    static JsonParser parser(InputStream json) throws IOException {
        return MAPPER.createParser(json);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The JSON value that a text is, if it is one from end to end. */
    static Optional<JsonNode> value(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The object that a text is, if it is one from end to end. */
    static Optional<ObjectNode> object(String text) {
        return value(text).flatMap(node -> node instanceof ObjectNode object ? Optional.of(object) : Optional.empty());
    }
}
