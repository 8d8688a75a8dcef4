package io.stopcause.analyzer.correlation;

import java.time.Instant;
import java.util.Comparator;

/**
 * An event that matched one step of a correlation.
 *
 * @param time event time
 * @param id tells it from others of that time; a repeat of the same event bears the same
 * @param text what a person would read
 */
public record Occurrence(Instant time, String id, String text) {

    public static final Comparator<Occurrence> BY_TIME =
            Comparator.comparing(Occurrence::time).thenComparing(Occurrence::id).thenComparing(Occurrence::text);
}
