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
 * The one style sheet, carried inside each page, and the hash by which a browser lets it in.
 *
 * @param css the text
 * @param source for the content security policy, such as {@code 'sha256-…'}
 */
public record Stylesheet(String css, String source) {

    private static final String FILE = "page.css";

    /** Read from the class path. */
    public static Stylesheet shipped() {
        String css = resource(FILE);
        return new Stylesheet(css, "'sha256-" + hash(css) + "'");
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Stylesheet.class.getResourceAsStream(name), name)) {
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
