package io.stopcause.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody says that a cause is wrong. Nothing is decided by it; it is kept for whoever improves the rules.
 *
 * @param incident its id
 * @param cause that was claimed, where the one who says so knew it
 * @param actual what it was, where they knew
 * @param author who
 * @param time when
 */
public record Correction(
        String incident, Optional<String> cause, Optional<String> actual, String author, Instant time) {}
