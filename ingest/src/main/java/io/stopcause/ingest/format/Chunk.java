package io.stopcause.ingest.format;

import java.util.Arrays;

/** A piece of content, which begins where the one before it ends. Shared between threads and never changed. */
final class Chunk {

    private final byte[] bytes;
    private final int length;
    private final long offset;

    /**
     * Takes the bytes over.
     *
     * @param length how many of them count, at least one
     * @param offset of the first byte in the whole content
     */
    Chunk(byte[] bytes, int length, long offset) {
        this.bytes = bytes;
        this.length = length;
        this.offset = offset;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long offset() {
        return offset;
    }

    /** The line that begins there, without its end. */
    byte[] line(int start) {
        return Arrays.copyOfRange(bytes, start, Newlines.next(bytes, start));
    }
}
