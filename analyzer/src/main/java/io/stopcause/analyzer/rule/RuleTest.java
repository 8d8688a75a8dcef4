package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Surface;
import java.util.List;
import java.util.Optional;

/**
 * A test that lives with its rule: a text, or timed records in virtual time.
 *
 * @param kind why the test is there
 * @param on where the text stands
 * @param text what is judged, instead of records
 * @param records what happens, instead of a text
 * @param expect the cause that the whole rule set must name; null where nothing is wrong
 */
public record RuleTest(
        @JsonProperty(required = true) Kind kind,
        Optional<Surface> on,
        Optional<String> text,
        List<TimedRecord> records,
        Optional<String> expect) {

    /** Why a test is there. */
    public enum Kind {
        @JsonProperty("positive")
        POSITIVE,
        @JsonProperty("negative")
        NEGATIVE,
        @JsonProperty("near-miss")
        NEAR_MISS
    }

    public RuleTest {
        on = on == null ? Optional.empty() : on;
        text = text == null ? Optional.empty() : text;
        records = Lists.copy(records);
        expect = expect == null ? Optional.empty() : expect;
    }

    /**
     * A record in virtual time: a log line, an event, or just that so much time has passed.
     *
     * @param at seconds after the start of the test
     * @param task a name for the task that it is of; one and the same when left out
     * @param container that writes the line; {@code app} when left out
     * @param log a line of the task's container
     * @param event an EventBridge envelope; id, account, Region and time may be left out
     */
    public record TimedRecord(
            @JsonProperty(required = true) long at,
            Optional<String> task,
            Optional<String> container,
            Optional<String> log,
            Optional<com.fasterxml.jackson.databind.node.ObjectNode> event) {

        public TimedRecord {
            task = task == null ? Optional.empty() : task;
            container = container == null ? Optional.empty() : container;
            log = log == null ? Optional.empty() : log;
            event = event == null ? Optional.empty() : event;
        }
    }
}
