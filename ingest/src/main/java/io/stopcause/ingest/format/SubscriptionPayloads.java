package io.stopcause.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.Intake;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

/**
 * Reads what a subscription filter of CloudWatch Logs delivers: a JSON document with log events of one stream, packed by
 * gzip. It is read while it is unpacked: a record of 10 MiB may unpack to a hundred times that.
 */
public final class SubscriptionPayloads {

    private static final String EVENTS = "logEvents";
    private static final int SHOWN = 200;

    private final Intake intake;
    private final LogMessages messages;

    public SubscriptionPayloads(Intake intake) {
        this.intake = intake;
        this.messages = new LogMessages(intake);
    }

    /**
     * Hands on the lines of a payload; one that is none is a dead letter.
     *
     * @param place stream, shard and sequence number, for people
     * @param region of the stream, which is the log group's
     */
    public void read(String place, String region, byte[] payload) {
        ObjectNode head = Trees.object();
        try {
            if (!events(region, payload, head)) {
                // They stood before the fields that say whose they are.
                events(region, payload, head);
            }
            if (!head.has(EVENTS) || !head.has("logGroup")) {
                intake.dead(
                        place,
                        "expected a subscription's messageType, logGroup, logStream and logEvents",
                        head(payload));
            }
        } catch (JsonProcessingException e) {
            intake.dead(place, "no JSON: " + e.getOriginalMessage(), head(payload));
        } catch (IOException e) {
            intake.dead(place, "damaged gzip: " + e.getMessage(), "");
        }
    }

    /** Whether the log events, if there are any, could be handed on with the fields known by then. */
    private boolean events(String region, byte[] payload, ObjectNode head) throws IOException {
        boolean handedOn = true;
        try (JsonParser parser = Trees.parser(open(payload))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return true;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                boolean array = parser.nextToken() == JsonToken.START_ARRAY;
                if (array && field.equals(EVENTS)) {
                    handedOn = head.has("logStream");
                    if (handedOn) {
                        events(region, parser, head);
                    } else {
                        parser.skipChildren();
                    }
                    head.put(EVENTS, true);
                } else {
                    head.set(field, parser.<JsonNode>readValueAsTree());
                }
            }
        }
        return handedOn;
    }

    private void events(String region, JsonParser parser, JsonNode head) throws IOException {
        if (!"DATA_MESSAGE".equals(head.path("messageType").asText())) {
            intake.ignored();
            parser.skipChildren();
            return;
        }
        LogSource source = new LogSource(
                head.path("owner").asText(),
                region,
                head.path("logGroup").asText(),
                head.path("logStream").asText(),
                Surface.APP_LOG);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode event = parser.readValueAsTree();
            messages.read(
                    source,
                    Fields.text(event, "id"),
                    Instant.ofEpochMilli(event.path("timestamp").asLong()),
                    event.path("message").asText());
        }
    }

    private static InputStream open(byte[] payload) throws IOException {
        InputStream plain = new ByteArrayInputStream(payload);
        return Gzip.starts(payload) ? new GZIPInputStream(plain) : plain;
    }

    private static String head(byte[] payload) {
        return Gzip.starts(payload)
                ? ""
                : new String(payload, 0, Math.min(payload.length, SHOWN), StandardCharsets.UTF_8);
    }
}
