package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The entry has to match so often within a window. With {@code clear} it has two thresholds: once raised it lasts until
 * the window holds no more than that, whatever else would end it.
 *
 * @param raise how often, 2 to 50
 * @param clear from 0 to below {@code raise}
 * @param within seconds of event time from the first to the last of them, 1 to 86,400
 * @param by what they have in common
 */
public record Count(
        @JsonProperty(required = true) int raise,
        Optional<Integer> clear,
        @JsonProperty(required = true) long within,
        @JsonProperty(required = true) By by) {

    public Count {
        clear = clear == null ? Optional.empty() : clear;
    }
}
