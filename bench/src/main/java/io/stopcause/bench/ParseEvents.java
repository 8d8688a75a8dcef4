package io.stopcause.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a file of JSON into trees with Jackson and does nothing with them. Argument: the file. */
final class ParseEvents {

    private ParseEvents() {}

    public static void main(String[] arguments) throws IOException {
        long fields = 0;
        try (MappingIterator<JsonNode> events = JsonMapper.builder()
                .build()
                .readerFor(JsonNode.class)
                .readValues(Path.of(arguments[0]).toFile())) {
            while (events.hasNext()) {
                fields += events.next().size();
            }
        }
        System.out.println(fields);
    }
}
