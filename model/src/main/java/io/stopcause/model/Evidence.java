package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a cause is believed, and what speaks against it.
 *
 * @param supporting named {@code for} in JSON
 * @param against what contradicts it, refuted alternatives included
 * @param unchecked what could be looked at and was not, and why
 */
public record Evidence(@JsonProperty("for") List<Item> supporting, List<Item> against, List<Item> unchecked) {

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

    public Evidence {
        supporting = List.copyOf(supporting);
        against = List.copyOf(against);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * One piece of evidence.
     *
     * @param time event time
     * @param source where it stood, such as {@code app.log} or {@code check image-supports-platform}
     * @param place what would find it again: log group and stream, task, or service
     * @param text as written, secrets redacted
     */
    public record Item(Optional<Instant> time, String source, String place, String text) {}
}
