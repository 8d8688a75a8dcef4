package io.stopcause.notifier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a receiver: the name of a block says of which kind the block is. */
final class ReceiverReader extends StdDeserializer<ReceiverConfig> {

    private static final String NAME = "name";

    ReceiverReader() {
        super(ReceiverConfig.class);
    }

    @Override
    public ReceiverConfig deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return (ReceiverConfig) context.handleUnexpectedToken(ReceiverConfig.class, parser);
        }
        String name = "";
        Map<String, ReceiverFactory> blocks = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (field.equals(NAME)) {
                name = read(parser, context, field, String.class);
            } else {
                blocks.put(
                        field, read(parser, context, field, kind(field, parser).block()));
            }
        }
        return new ReceiverConfig(name, blocks);
    }

    private static ReceiverKind kind(String field, JsonParser parser) throws UnrecognizedPropertyException {
        Optional<ReceiverKind> kind = ReceiverKind.of(field);
        if (kind.isEmpty()) {
            List<Object> known = new ArrayList<>(ReceiverKind.names());
            known.add(NAME);
            throw UnrecognizedPropertyException.from(parser, ReceiverConfig.class, field, known);
        }
        return kind.get();
    }

    private static <T> T read(JsonParser parser, DeserializationContext context, String field, Class<T> type)
            throws JsonMappingException {
        try {
            return context.readValue(parser, type);
        } catch (IOException e) {
            throw JsonMappingException.wrapWithPath(e, ReceiverConfig.class, field);
        }
    }
}
