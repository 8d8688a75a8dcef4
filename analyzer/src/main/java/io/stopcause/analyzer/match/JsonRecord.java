package io.stopcause.analyzer.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.util.List;

/** A line of a log that is a JSON object: what its program said stands in a few well-known fields. */
final class JsonRecord {

    private static final List<String> LOW =
            List.of("\"info\"", "\"INFO\"", "\"debug\"", "\"DEBUG\"", "\"trace\"", "\"level\":30", "\"level\":20");

    private static final List<String> POINTERS = List.of(
            "/log",
            "/message",
            "/msg",
            "/@message",
            "/textPayload",
            "/@m",
            "/@mt",
            "/error",
            "/error/message",
            "/error/stack_trace",
            "/error.message",
            "/error.stack_trace",
            "/err",
            "/err/message",
            "/err/stack",
            "/exception",
            "/exception/message",
            "/exc_info",
            "/stack",
            "/stack_trace",
            "/stacktrace",
            "/@x");

    private JsonRecord() {}

    /** What the program wrote, field by field; nothing if the line is no such record or one of low level. */
    static List<String> told(String line) {
        if (!line.startsWith("{") || LOW.stream().anyMatch(line::contains)) {
            return List.of();
        }
        try {
            JsonNode record = Json.mapper().readTree(line);
            return POINTERS.stream()
                    .map(record::at)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .filter(told -> !told.isBlank())
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
