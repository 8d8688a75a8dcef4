package io.stopcause.ingest.file;

import io.stopcause.ingest.format.Gzip;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.commons.io.input.ReaderInputStream;

/** Unpacks gzip and turns UTF-16 (as PowerShell writes it) into UTF-8; tells text from other bytes. */
final class Decoding {

    private static final int LOOK = 4096;
    private static final int GZIP_MAX_DEPTH = 3;

    private Decoding() {}

    /**
     * Content, ready to be read as UTF-8.
     *
     * @param what what it is instead of text; empty for text
     */
    record Decoded(InputStream content, String what) {

        boolean isText() {
            return what.isEmpty();
        }
    }

    static Decoded of(InputStream in) throws IOException {
        InputStream unpacked = buffered(in);
        for (int depth = 0; isGzip(unpacked); depth++) {
            if (depth == GZIP_MAX_DEPTH) {
                return new Decoded(unpacked, "gzip within gzip, more than " + GZIP_MAX_DEPTH + " deep");
            }
            unpacked = buffered(Gzip.unpack(unpacked));
        }
        InputStream text = buffered(utf8(unpacked));
        return new Decoded(text, binary(head(text, LOOK)));
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, 1 << 16);
    }

    private static boolean isGzip(InputStream in) throws IOException {
        return Gzip.starts(head(in, 2));
    }

    private static InputStream utf8(InputStream in) throws IOException {
        BOMInputStream marked = BOMInputStream.builder()
                .setInputStream(in)
                .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
                .get();
        ByteOrderMark mark = marked.getBOM();
        return mark == null || mark.equals(ByteOrderMark.UTF_8)
                ? marked
                : ReaderInputStream.builder()
                        .setReader(new InputStreamReader(marked, mark.getCharsetName()))
                        .setCharset(StandardCharsets.UTF_8)
                        .get();
    }

    private static byte[] head(InputStream in, int bytes) throws IOException {
        in.mark(bytes);
        try {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            // The reader of the content meets the same failure, after what can still be read.
            return new byte[0];
        } finally {
            in.reset();
        }
    }

    /** A log may hold stray control characters; where one byte in ten is one, it is no log. */
    private static String binary(byte[] head) {
        int control = 0;
        for (byte each : head) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t' && each != 0x1b) {
                control++;
            }
        }
        return control * 10 > head.length ? "binary content, or UTF-16 without a byte order mark" : "";
    }
}
