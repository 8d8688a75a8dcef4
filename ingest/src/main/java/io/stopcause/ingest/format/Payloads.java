package io.stopcause.ingest.format;

import java.util.Base64;
import java.util.Optional;

/** Unpacks base64, in which Kinesis, Firehose and Lambda hand payloads on. */
final class Payloads {

    /** The base64 of gzip's magic and its only method. */
    private static final String GZIP_START = "H4sI";

    private Payloads() {}

    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The gzip in a text that is nothing but its base64. */
    static Optional<byte[]> base64Gzip(String text) {
        if (!text.startsWith(GZIP_START)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
