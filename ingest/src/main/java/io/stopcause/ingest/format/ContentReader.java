package io.stopcause.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Screen;
import io.stopcause.model.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * Takes content apart into JSON documents and lines of text, in any mixture, with flat memory.
 *
 * <p>A line that starts a JSON document is read as one; if the document goes on over more lines (or is longer than a
 * log line may be), it is streamed. All else is text. Not safe for use by several threads.
 */
public final class ContentReader {

    /** What a log line may hold at most, in bytes: the same as a log event of CloudWatch. */
    private static final int MAX_LINE = Intake.MAX_MESSAGE;

    /** Field names that a line of text would hardly hold: broken JSON with one of them was meant for us. */
    private static final Pattern MARKER = Pattern.compile(
            "\"(?:detail-type|taskArn|tasks|services|logEvents|events|Records|records|Messages|messageType"
                    + "|serviceDeployments|results|sessionUpdate|awslogs|eventVersion|actionSourceId|question)\"");

    /** Literals, in lower case, of which a line's reading depends; a screen must not find a line with one quiet. */
    public static final List<String> LITERALS = ToolOutput.LITERALS;

    private final Intake intake;

    public ContentReader(Intake intake) {
        this.intake = intake;
    }

    /**
     * Reads to the end. Whatever is wrong with the content becomes a dead letter with its place; so does a stream that
     * breaks off, after what came before was read.
     */
    public void read(InputStream in, Origin origin) {
        read(new LineInput(new PlainChunks(in)), new Reading(intake, origin));
    }

    /**
     * Reads the same, but lets a screen look ahead at the bytes: what it finds quiet is handed on without being decoded.
     *
     * @param scanners run the screen
     */
    public void read(InputStream in, Origin origin, Screen screen, Executor scanners) {
        read(new LineInput(new ScannedChunks(in, screen, scanners)), new Reading(intake, origin));
    }

    private void read(LineInput input, Reading reading) {
        while (input.hasMore()) {
            reading.line(input.line());
            Optional<Stretch> stretch = input.stretch();
            if (stretch.isPresent()) {
                reading.stretch(stretch.get());
            } else if (JsonStart.matches(input)) {
                json(input, reading);
            } else {
                text(input, reading, input.readLine(MAX_LINE));
            }
        }
        input.failure().ifPresent(e -> {
            reading.line(input.line());
            reading.dead("breaks off: " + reason(e), "");
        });
    }

    /** Why a stream broke off, for a person. */
    public static String reason(IOException e) {
        return e instanceof EOFException
                ? "the compressed data ends early, as in a file that was copied in part; copy it again"
                : String.valueOf(e.getMessage());
    }

    private void json(LineInput input, Reading reading) {
        byte[] line = input.readLine(MAX_LINE);
        if (!input.atLineStart()) {
            stream(input, reading, line, false);
            return;
        }
        try {
            List<JsonNode> documents = parse(line);
            String raw = new String(line, StandardCharsets.UTF_8).strip();
            for (JsonNode document : documents) {
                Formats.read(document, reading, documents.size() == 1 ? raw : document.toString());
            }
        } catch (JsonProcessingException e) {
            if (isUnfinished(e) && input.hasMore() && goesOn(line, input)) {
                stream(input, reading, line, true);
            } else {
                broken(input, reading, line, e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    private static List<JsonNode> parse(byte[] line) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = Trees.parser(line)) {
            while (parser.nextToken() != null) {
                documents.add(parser.readValueAsTree());
            }
        }
        return documents;
    }

    /** Jackson has an exception of its own for this, but throws it only within values. */
    private static boolean isUnfinished(JsonProcessingException e) {
        return e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
    }

    /** A new object right after an unfinished line, where no comma or bracket asks for one, starts a new document. */
    private static boolean goesOn(byte[] line, LineInput input) {
        String text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        return !input.peek(1).equals("{") || "[,:".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private void stream(LineInput input, Reading reading, byte[] line, boolean withLineEnd) {
        byte[] back = Arrays.copyOf(line, line.length + (withLineEnd ? 1 : 0));
        if (withLineEnd) {
            back[line.length] = '\n';
        }
        input.unread(back);
        new JsonStream(input, reading).read();
    }

    /** Broken JSON that was meant for us is a dead letter; any other is a line of an application's log. */
    private void broken(LineInput input, Reading reading, byte[] line, JsonProcessingException e) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (!MARKER.matcher(text).find()) {
            text(input, reading, line);
            return;
        }
        reading.dead("broken JSON: " + Json.describe(e), text);
    }

    private static void text(LineInput input, Reading reading, byte[] line) {
        reading.text(line);
        if (!input.atLineStart()) {
            long rest = input.skipLine();
            if (rest > 0) {
                reading.dead(
                        "line of " + (line.length + rest) + " bytes; the first " + line.length
                                + " were read, as much as a log event may hold",
                        "");
            }
        }
    }
}
