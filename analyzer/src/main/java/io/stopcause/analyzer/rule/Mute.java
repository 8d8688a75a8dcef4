package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file that switches a rule off which comes with stopcause.
 *
 * @param rule named {@code mute} in files: id of the rule or harmless context
 * @param reason why, for whoever asks later
 */
public record Mute(
        @JsonProperty(value = "mute", required = true) String rule,
        @JsonProperty(required = true) String reason) {

    public Mute {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a mute needs a reason, for whoever asks later");
        }
    }
}
