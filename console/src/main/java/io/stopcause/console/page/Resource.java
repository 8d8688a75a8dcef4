package io.stopcause.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A style sheet or a script that ships with the pages, and the hash by which a browser lets it in.
 *
 * @param text as it is carried inside a page
 * @param source for the content security policy, such as {@code 'sha256-…'}
 */
record Resource(String text, String source) {

    /** Read from the class path, beside this class. */
    static Resource of(String name) {
        String text = read(name);
        return new Resource(text, "'sha256-" + hash(text) + "'");
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Resource.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the class path", e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
