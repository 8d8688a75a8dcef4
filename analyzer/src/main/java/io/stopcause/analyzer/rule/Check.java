package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Answer;
import io.stopcause.model.Verified;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A yes-or-no question about the account that proves or refutes a cause.
 *
 * @param ask name of the question, such as {@code image-supports-platform}
 * @param with its parameters, with placeholders
 * @param confirms the answer that confirms the cause ({@code yes} or {@code no} in a file); the opposite refutes it
 */
public record Check(
        @JsonProperty(required = true) String ask,
        Map<String, String> with,
        @JsonProperty(required = true) boolean confirms) {

    public Check {
        with = with == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(with));
    }

    /** What an answer does to the cause. */
    public Verified judge(Answer.Outcome outcome) {
        return switch (outcome) {
            case UNKNOWN -> Verified.UNCHECKED;
            case YES -> confirms ? Verified.CONFIRMED : Verified.REFUTED;
            case NO -> confirms ? Verified.REFUTED : Verified.CONFIRMED;
        };
    }
}
