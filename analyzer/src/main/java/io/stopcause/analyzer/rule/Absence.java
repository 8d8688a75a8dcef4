package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/**
 * After the entry matched, something must stay away.
 *
 * @param of pattern of the event that takes the detection back
 * @param text expressions of the line that does so, instead of an event
 * @param within seconds of event time, 1 to 86,400
 * @param by what they have in common; left out, the resource for events and the container for texts
 */
public record Absence(
        JsonNode of,
        List<String> text,
        @JsonProperty(required = true) long within,
        Optional<By> by) {

    public Absence {
        of = of == null ? MissingNode.getInstance() : of;
        text = Lists.copy(text);
        by = by == null ? Optional.empty() : by;
    }
}
