package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in one scope, for timelines: tasks as bars, deployments and messages as marks.
 *
 * @param scope whose history it is
 * @param tasks ordered by creation
 * @param marks ordered by time
 */
public record ServiceHistory(Scope scope, List<TaskBar> tasks, List<Mark> marks) {

    public ServiceHistory {
        tasks = List.copyOf(tasks);
        marks = List.copyOf(marks);
    }

    /**
     * The life of one task.
     *
     * @param outcome how it ended
     * @param cause cause of its end, normal ones included
     */
    public record TaskBar(
            String taskId,
            Optional<String> revision,
            @JsonUnwrapped Span span,
            Outcome outcome,
            Optional<String> cause,
            String detail) {}

    /**
     * When a task lived.
     *
     * @param created first sign of it
     * @param started when its containers ran
     * @param stopped absent while it runs
     */
    public record Span(Instant created, Optional<Instant> started, Optional<Instant> stopped) {}

    /** How a task ended. */
    public enum Outcome {
        RUNNING,
        NORMAL,
        FAILED
    }

    /**
     * A moment: a deployment's step, a service's message, a decisive log line, an API error.
     *
     * @param kind {@code deployment, service, log, api, answer}
     * @param bad whether it is a sign of trouble
     */
    public record Mark(Instant time, String kind, boolean bad, String text) {}
}
