package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * After the entry matched, further events have to follow in this order; what bears the same time is in order.
 *
 * @param then one to four
 * @param within seconds of event time from the entry's event to the last of them, 1 to 86,400
 * @param by what they have in common
 */
public record Sequence(
        @JsonProperty(required = true) List<Step> then,
        @JsonProperty(required = true) long within,
        @JsonProperty(required = true) By by) {

    public Sequence {
        then = Lists.copy(then);
    }
}
