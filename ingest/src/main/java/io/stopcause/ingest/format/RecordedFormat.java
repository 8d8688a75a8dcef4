package io.stopcause.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Answer;
import io.stopcause.model.Coverage;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import java.nio.charset.StandardCharsets;

/** What stopcause itself has written or kept: answers, batches of lines, what is known of
 * their completeness, and quoted texts with their origin. */
final class RecordedFormat implements Format {

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return isAnswer(object) || isBatch(object) || isCoverage(object) || isQuote(object);
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        try {
            if (isAnswer(object)) {
                reading.answer(Json.mapper().treeToValue(object, Answer.class));
            } else if (isBatch(object)) {
                reading.batch(Json.mapper().treeToValue(object, LogBatch.class));
            } else if (isCoverage(object)) {
                reading.coverage(Json.mapper().treeToValue(object, Coverage.class));
            } else {
                reading.payload(object.path("text").asText().getBytes(StandardCharsets.UTF_8));
            }
        } catch (JsonProcessingException e) {
            reading.dead("recording that cannot be read: " + Json.describe(e), object.toString());
        }
    }

    private static boolean isAnswer(ObjectNode object) {
        return object.path("question").isObject() && object.has("outcome");
    }

    private static boolean isBatch(ObjectNode object) {
        return object.path("source").isObject() && object.path("lines").isArray();
    }

    private static boolean isCoverage(ObjectNode object) {
        return object.path("compared").isBoolean()
                && object.path("minutes").isArray()
                && object.path("from").isTextual()
                && object.path("to").isTextual();
    }

    /** {@code {"source": "<address>", "format": "text", "text": "…"}}. */
    private static boolean isQuote(ObjectNode object) {
        return object.has("source")
                && "text".equals(object.path("format").asText())
                && object.path("text").isTextual();
    }
}
