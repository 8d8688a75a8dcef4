package io.stopcause.ingest;

import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lines of one log, one behind the other, of which a {@link Screen} says that they are quiet.
 *
 * @param source an application's log that is no task's
 * @param count how many lines, at least one
 * @param first the earliest time of one of them
 * @param last the latest
 * @param newest a line of the latest time, the hindmost of several
 * @param lines decodes all of them; only while the sink is told of them
 */
public record Quiet(
        LogSource source, long count, Instant first, Instant last, LogLine newest, Supplier<List<LogLine>> lines) {

    public Quiet {
        if (count < 1 || last.isBefore(first)) {
            throw new IllegalArgumentException(count + " quiet lines from " + first + " to " + last);
        }
    }
}
