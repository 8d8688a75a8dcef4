package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Answer;
import io.stopcause.model.Verified;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A yes-or-no question about the account that proves or refutes a cause.
 *
 * @param ask name of the question, such as {@code image-supports-platform}
 * @param with its parameters, with placeholders; not asked before all are known
 * @param ifKnown further parameters, each left out while it is not known
 * @param confirms the answer that confirms the cause ({@code yes} or {@code no} in a file); the opposite refutes it
 */
public record Check(
        @JsonProperty(required = true) String ask,
        Map<String, String> with,
        Map<String, String> ifKnown,
        @JsonProperty(required = true) boolean confirms) {

    private static final String UNSET = "<";

    public Check {
        with = with == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(with));
        ifKnown = ifKnown == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(ifKnown));
    }

    /** The parameters as the values fill them; empty while one is missing without which it cannot be asked. */
    public Optional<Map<String, String>> about(Map<String, String> values) {
        Map<String, String> about = new TreeMap<>();
        with.forEach((name, template) -> about.put(name, RemediationTemplate.fill(template, values)));
        if (about.values().stream().anyMatch(value -> value.contains(UNSET))) {
            return Optional.empty();
        }
        ifKnown.forEach((name, template) -> {
            String value = RemediationTemplate.fill(template, values);
            if (!value.contains(UNSET)) {
                about.put(name, value);
            }
        });
        return Optional.of(about);
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
