package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * One of several events that a correlation waits for.
 *
 * @param text regular expressions, any of which must match a line
 * @param unless expressions, none of which may match
 * @param event an EventBridge event pattern, instead of texts
 */
public record Step(List<String> text, List<String> unless, JsonNode event) {

    public Step {
        text = Lists.copy(text);
        unless = Lists.copy(unless);
        event = event == null ? MissingNode.getInstance() : event;
    }
}
