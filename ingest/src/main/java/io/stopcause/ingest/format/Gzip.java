package io.stopcause.ingest.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks gzip, with all its members. A truncated or damaged stream fails with an {@link IOException}, and with the same
 * on every further read.
 */
public final class Gzip extends FilterInputStream {

    /** A read that meets a break loses what it has unpacked, so it asks for little. */
    private static final int PIECE = 512;

    private Optional<IOException> failure = Optional.empty();

    private Gzip(InputStream packed) throws IOException {
        super(GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get());
    }

    /**
     * Opens a stream for which {@link #starts} holds.
     *
     * @throws IOException if the header is cut or damaged
     */
    public static InputStream unpack(InputStream packed) throws IOException {
        return new Gzip(packed);
    }

    /** Whether these are gzip's first two bytes. */
    public static boolean starts(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            return super.read(target, offset, Math.min(length, PIECE));
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        } catch (IllegalArgumentException e) {
            // Commons Compress 1.28 computes a negative skip where the trailer is cut.
            EOFException cut = new EOFException("gzip is truncated in its trailer");
            cut.initCause(e);
            failure = Optional.of(cut);
            throw cut;
        }
    }
}
