package io.stopcause.ingest.format;

import java.time.Instant;

/**
 * Where a piece of content comes from.
 *
 * @param name for people: the path, or {@code standard input}; the start of every place in a message
 * @param group the log group of lines that name none
 * @param base the time of lines before the first one that tells its own
 * @param depth how many payloads this one was wrapped in; 0 for a file
 */
public record Origin(String name, String group, Instant base, int depth) {

    /** A payload may wrap a payload (SQS, SNS, Kinesis, base64, gzip), but not without end. */
    static final int MAX_DEPTH = 6;

    public Origin {
        if (depth < 0) {
            throw new IllegalArgumentException("depth must not be negative: " + depth);
        }
    }
}
