package io.stopcause.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads one JSON document of any length. A list of records is handed on in pieces, whether it is the document itself
 * ({@code […]}) or stands in one of the fields in which AWS lists them ({@code {"events":[…]}}), so a day's export
 * needs no more memory than a page of it.
 */
final class JsonStream {

    private static final Set<String> LISTS = Set.of(
            "Records",
            "records",
            "events",
            "tasks",
            "services",
            "failures",
            "Messages",
            "results",
            "serviceDeployments");

    private static final int PIECE = 100;

    private final LineInput input;
    private final Reading reading;
    private final long firstLine;
    private final String head;

    JsonStream(LineInput input, Reading reading) {
        this.input = input;
        this.reading = reading;
        this.firstLine = input.line();
        this.head = input.peek(JsonStart.PEEK);
    }

    /** Reads the document; if it breaks, what came before counts and the rest, up to the next document, is dead. */
    void read() {
        try (JsonParser parser = Trees.parser(input)) {
            try {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    elements(parser);
                } else {
                    object(parser);
                }
                giveBack(parser);
                input.assumeLineStart(false);
                skipBlankRest();
            } catch (JsonProcessingException e) {
                giveBack(parser);
                reading.line(firstLine);
                reading.dead(
                        "broken JSON: " + Json.describe(e) + " of the document that starts here",
                        new String(head.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                skipBrokenRest();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a line input keeps its failures", e);
        }
    }

    private void elements(JsonParser parser) throws IOException {
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            any = true;
            place(parser);
            JsonNode element = parser.readValueAsTree();
            Formats.read(element, reading, element.toString());
        }
        if (!any) {
            reading.ignored();
        }
    }

    private void object(JsonParser parser) throws IOException {
        ObjectNode fields = Trees.object();
        boolean handedOn = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name)) {
                handedOn |= pieces(parser, name, fields);
            } else {
                fields.set(name, parser.<JsonNode>readValueAsTree());
            }
        }
        if (!handedOn) {
            reading.line(firstLine);
            Formats.read(fields, reading, fields.toString());
        }
    }

    private boolean pieces(JsonParser parser, String name, ObjectNode fields) throws IOException {
        boolean any = false;
        ArrayNode piece = Trees.object().arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (piece.isEmpty()) {
                place(parser);
            }
            piece.add(parser.<JsonNode>readValueAsTree());
            if (piece.size() == PIECE) {
                handOn(name, piece, fields);
                piece = Trees.object().arrayNode();
                any = true;
            }
        }
        if (!piece.isEmpty()) {
            handOn(name, piece, fields);
            any = true;
        }
        if (!any) {
            fields.set(name, piece);
        }
        return any;
    }

    private void handOn(String name, ArrayNode piece, ObjectNode fields) {
        ObjectNode document = fields.deepCopy();
        document.set(name, piece);
        Formats.read(document, reading, document.toString());
    }

    private void place(JsonParser parser) {
        reading.line(firstLine + parser.currentLocation().getLineNr() - 1);
    }

    private void giveBack(JsonParser parser) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        parser.releaseBuffered(rest);
        input.unread(rest.toByteArray());
    }

    /** The line end after a document is no blank line. */
    private void skipBlankRest() {
        String next = input.peek(2);
        if (next.startsWith("\n") || next.startsWith("\r\n")) {
            input.skipLine();
        }
    }

    /** Inner lines of a document are indented or close a bracket; the next one that is neither starts something new. */
    private void skipBrokenRest() {
        input.assumeLineStart(false);
        do {
            input.skipLine();
            input.assumeLineStart(false);
        } while (input.hasMore() && " \t}]".contains(input.peek(1)));
        input.assumeLineStart(true);
    }
}
