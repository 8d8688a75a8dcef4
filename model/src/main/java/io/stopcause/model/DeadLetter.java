package io.stopcause.model;

import java.time.Instant;

/**
 * Input that could not be used, kept with the reason.
 *
 * @param place file and line, queue, or topic and offset
 * @param reason what was wrong and what was expected
 * @param content the first {@value #MAX_CONTENT} characters of what was read
 * @param time when it was met
 */
public record DeadLetter(String place, String reason, String content, Instant time) {

    /** How much of the input is kept. */
    public static final int MAX_CONTENT = 4096;

    public DeadLetter {
        content = content.length() > MAX_CONTENT ? content.substring(0, MAX_CONTENT) : content;
    }
}
