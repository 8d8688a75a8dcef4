package io.stopcause.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * A stream that can be read by lines and, from the start of any line, by a JSON parser, which gives back what it read
 * too far. Knows its line number. A stream that breaks off ends here and leaves its {@link #failure()}, so that what
 * was read before counts.
 */
final class LineInput extends InputStream {

    private final Chunks chunks;
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private byte[] buffer = {};
    /** Where the buffer begins in the whole content. */
    private long offset;

    private int position;
    private int limit;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();
    private long line = 1;
    private boolean lineStart = true;

    LineInput(Chunks chunks) {
        this.chunks = chunks;
    }

    /** Takes the stretch that begins just here, if one does. */
    Optional<Stretch> stretch() {
        long here = offset + position;
        while (!stretches.isEmpty() && stretches.peek().offset() < here) {
            stretches.poll();
        }
        if (stretches.isEmpty() || stretches.peek().offset() > here) {
            return Optional.empty();
        }
        Stretch stretch = stretches.remove();
        position += stretch.to() - stretch.from();
        line += stretch.allLines();
        lineStart = true;
        return Optional.of(stretch);
    }

    boolean hasMore() {
        return ensure(1);
    }

    /** The number of the line that is read next, from 1. */
    long line() {
        return line;
    }

    /** Whether the last {@link #readLine} reached the line's end. */
    boolean atLineStart() {
        return lineStart || !hasMore();
    }

    Optional<IOException> failure() {
        return failure;
    }

    /** The next bytes, one character each, without reading them; fewer at the end. */
    String peek(int bytes) {
        ensure(bytes);
        return new String(buffer, position, Math.min(bytes, limit - position), StandardCharsets.ISO_8859_1);
    }

    /** Reads up to the line's end, which is left out, or up to {@code max} bytes. */
    byte[] readLine(int max) {
        int scanned = 0;
        while (true) {
            while (scanned < limit - position && scanned < max) {
                if (buffer[position + scanned] == '\n') {
                    byte[] bytes = take(scanned);
                    take(1);
                    return bytes;
                }
                scanned++;
            }
            if (scanned == max || !ensure(scanned + 1)) {
                return take(scanned);
            }
        }
    }

    /** Drops the rest of the line; says how many bytes that were. */
    long skipLine() {
        long skipped = 0;
        while (!lineStart && hasMore()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            skipped += end - position;
            position = end;
            if (end < limit) {
                take(1);
            }
        }
        return skipped;
    }

    /** Puts bytes back that were read too far. */
    void unread(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (position < bytes.length) {
            byte[] larger = new byte[buffer.length + bytes.length];
            System.arraycopy(buffer, position, larger, position + bytes.length, limit - position);
            buffer = larger;
            limit += bytes.length;
            position += bytes.length;
            offset -= bytes.length;
        }
        position -= bytes.length;
        System.arraycopy(bytes, 0, buffer, position, bytes.length);
        line -= newlines(bytes, 0, bytes.length);
    }

    /** Says where the reader stands after bytes were put back: the parser does not know. */
    void assumeLineStart(boolean start) {
        lineStart = start;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0 || !hasMore()) {
            return length == 0 ? 0 : -1;
        }
        byte[] bytes = take(Math.min(length, limit - position));
        System.arraycopy(bytes, 0, target, offset, bytes.length);
        return bytes.length;
    }

    private byte[] take(int length) {
        byte[] bytes = Arrays.copyOfRange(buffer, position, position + length);
        line += newlines(bytes, 0, length);
        position += length;
        if (length > 0) {
            lineStart = bytes[length - 1] == '\n';
        }
        return bytes;
    }

    private boolean ensure(int bytes) {
        while (limit - position < bytes && !ended) {
            fill();
        }
        return limit - position >= bytes;
    }

    private void fill() {
        try {
            chunks.next().ifPresentOrElse(this::append, () -> ended = true);
        } catch (IOException e) {
            failure = Optional.of(e);
            ended = true;
        }
    }

    private void append(Scanned scanned) {
        Chunk chunk = scanned.chunk();
        int rest = limit - position;
        if (rest == 0) {
            buffer = chunk.bytes();
        } else {
            byte[] joined = Arrays.copyOfRange(buffer, position, limit + chunk.length());
            System.arraycopy(chunk.bytes(), 0, joined, rest, chunk.length());
            buffer = joined;
        }
        position = 0;
        limit = rest + chunk.length();
        offset = chunk.offset() - rest;
        stretches.addAll(scanned.stretches());
    }

    private static int newlines(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }
}
