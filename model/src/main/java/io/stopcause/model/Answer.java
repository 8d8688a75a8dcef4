package io.stopcause.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What AWS said to a {@link Question}. It is a record like any other, so a replay sees what the live run saw.
 *
 * @param question what was asked
 * @param outcome yes, no, or could not be asked
 * @param facts what was seen, by name, such as {@code platforms} = {@code linux/arm64}
 * @param explanation one sentence for a person; for {@link Outcome#UNKNOWN} why, and which permission would allow it
 * @param time when it was answered
 */
public record Answer(Question question, Outcome outcome, Map<String, String> facts, String explanation, Instant time)
        implements Event {

    /** What came back. */
    public enum Outcome {
        YES,
        NO,
        UNKNOWN
    }

    public Answer {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
