package io.stopcause.app.timeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Incident;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was read of one task, in one order.
 *
 * @param entries ordered by time
 * @param verdict why it ended, or what is wrong with it; absent where nothing is
 * @param incidents those that it belongs to
 * @param linesLeftOut how many lines of its logs are not among the entries
 */
public record TaskTimeline(
        @JsonUnwrapped TaskName task,
        List<Entry> entries,
        Optional<Verdict> verdict,
        List<Incident> incidents,
        long linesLeftOut) {

    public TaskTimeline {
        entries = List.copyOf(entries);
        incidents = List.copyOf(incidents);
    }
}
