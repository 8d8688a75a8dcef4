package io.stopcause.model;

import java.util.List;
import java.util.Optional;

/**
 * Lines of one log stream. Kafka is limited by records rather than bytes, so lines travel together.
 *
 * @param source the stream that the lines come from
 * @param lines in the order of reading
 */
public record LogBatch(LogSource source, List<LogLine> lines) implements Event {

    public LogBatch {
        lines = List.copyOf(lines);
    }

    /** The key that puts these lines into the partition of their task's events. */
    public String key() {
        Optional<TaskLog> log = source.taskLog();
        return log.isPresent()
                ? Keys.task(log.get().taskId())
                : Keys.other(source.account(), source.region(), source.group() + ":" + source.stream());
    }
}
