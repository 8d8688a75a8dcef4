package io.stopcause.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Works out the {@link io.stopcause.ingest.Accounting#hash() hash} of an input. For one thread. */
final class InputHash {

    private final List<String> hashes = new ArrayList<>();

    /** Takes a file in while it is read; what the reading leaves over counts as well, as far as it can be read. */
    void take(InputStream content, Consumer<InputStream> reading) {
        MessageDigest digest = sha256();
        InputStream counted = new DigestInputStream(content, digest);
        reading.accept(counted);
        try {
            counted.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Whoever reads it has met the same failure, and said so.
        }
        hashes.add(HexFormat.of().formatHex(digest.digest()));
    }

    /** Of all files so far, in hexadecimal. */
    String value() {
        String list = hashes.stream().sorted().map(hash -> hash + "\n").collect(Collectors.joining());
        return HexFormat.of().formatHex(sha256().digest(list.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
