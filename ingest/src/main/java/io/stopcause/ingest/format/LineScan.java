package io.stopcause.ingest.format;

import io.stopcause.ingest.Screen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes over the bytes of a text and finds the stretches of lines that nobody needs to decode: a {@link Screen} says that
 * they are quiet, and their layout shows that they are an application's, of no task, and no JSON. For one text.
 */
final class LineScan {

    private static final byte[] PAYLOAD = bytes("H4sI");
    private static final byte[] LOGFMT = bytes("level=");
    /** A longer line costs no more to decode than it does to look at. */
    private static final int LONG = 1 << 16;
    /** No task's log stream has a shorter name. */
    private static final int STREAM = 34;
    /** An old agent's line after its time. */
    private static final byte[] AGENT = bytes(" [");

    private static final int AGENT_STAMP = "dddd-dd-ddTdd:dd:ddZ".length();

    private final Chunk chunk;
    private final byte[] text;
    private final Screen screen;
    private final int[] suspects;
    private final int limit;
    private final ByteStamp stamp = new ByteStamp();
    private final List<Stretch> stretches = new ArrayList<>();
    private StretchBuilder open;
    private int nextSuspect;

    private LineScan(Chunk chunk, Screen screen) {
        this.chunk = chunk;
        this.text = chunk.bytes();
        this.screen = screen;
        this.limit = limit(text, chunk.length());
        this.suspects = screen.suspects(text, 0, limit);
        this.open = new StretchBuilder(0);
    }

    private static byte[] bytes(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }

    private static int limit(byte[] text, int length) {
        int limit = length;
        while (limit > 0 && text[limit - 1] != '\n') {
            limit--;
        }
        return limit;
    }

    /** Looks at a chunk that begins with a line's start; a last line without an end belongs to no stretch. */
    static Scanned of(Chunk chunk, Screen screen) {
        LineScan scan = new LineScan(chunk, screen);
        int at = 0;
        while (at < scan.limit) {
            int end = Newlines.next(scan.text, at);
            scan.line(at, end);
            at = end + 1;
        }
        scan.close(scan.limit, scan.limit);
        return new Scanned(chunk, scan.stretches);
    }

    private void line(int from, int end) {
        int to = end > from && text[end - 1] == '\r' ? end - 1 : end;
        int first = firstLetter(from, to);
        boolean suspect = isSuspect(end);
        if (first == to && !suspect) {
            open.blank();
            return;
        }
        boolean plain = end - from <= LONG && !mayBeJson(first, to) && !startsOddly(from, to);
        long time = plain ? stamp.read(text, from, to) : ByteStamp.UNSURE;
        if (time == ByteStamp.UNSURE
                || (time != ByteStamp.NONE && tellsItsWriter(from, to))
                || (suspect && !isQuiet(from, first, to))) {
            close(from, end + 1);
            return;
        }
        if (time != ByteStamp.NONE && open.tellsNoTime()) {
            close(from, from);
        }
        open.line(from, time);
    }

    private boolean isSuspect(int end) {
        int before = nextSuspect;
        while (nextSuspect < suspects.length && suspects[nextSuspect] < end) {
            nextSuspect++;
        }
        return nextSuspect > before;
    }

    private int firstLetter(int from, int to) {
        int at = from;
        while (at < to && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** Whether {@link JsonStart} could take the line for a document's beginning. */
    private boolean mayBeJson(int first, int to) {
        if (first == to || (text[first] != '{' && text[first] != '[')) {
            return false;
        }
        int at = first;
        while (at < to && " \t\r[]".indexOf(text[at]) >= 0) {
            at++;
        }
        if (at == to || text[at] != '{') {
            return at == to;
        }
        int field = firstLetter(at + 1, to);
        return field == to || text[field] == '"' || text[field] == '}';
    }

    private boolean startsOddly(int from, int to) {
        return startsWith(from, to, PAYLOAD) || startsWith(from, to, LOGFMT);
    }

    private boolean startsWith(int from, int to, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (from + i >= to || text[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether behind its time the line may name a log stream, or is laid out like one of the agent. */
    private boolean tellsItsWriter(int from, int to) {
        int end = stamp.end();
        if (end - from == AGENT_STAMP && startsWith(end, to, AGENT)) {
            return true;
        }
        int word = Math.min(end + 1, to);
        int at = word;
        while (at < to && text[at] != ' ' && at - word < STREAM) {
            at++;
        }
        return at - word == STREAM;
    }

    private boolean isQuiet(int from, int first, int to) {
        String line = new String(text, from, to - from, StandardCharsets.UTF_8);
        boolean indentedPlainly = line.stripLeading().length() == line.length() - (first - from);
        return indentedPlainly
                && !line.isBlank()
                && line.indexOf('\uFFFD') < 0
                && line.indexOf('\0') < 0
                && screen.isQuiet(line)
                && !ToolOutput.tellsOfAFailedCall(line);
    }

    private void close(int end, int next) {
        open.build(chunk, end).ifPresent(stretches::add);
        open = new StretchBuilder(next);
    }
}
