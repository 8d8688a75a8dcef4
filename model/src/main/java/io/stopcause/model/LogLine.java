package io.stopcause.model;

import java.time.Instant;

/**
 * One line that a container, agent or application wrote.
 *
 * @param id identifies the line within its stream; CloudWatch's {@code eventId} where there is one
 * @param time when it was written, by the writer's clock; CloudWatch accepts 14 days back and 2 hours ahead
 * @param message the text as written, without its line end; up to 1 MiB
 */
public record LogLine(String id, Instant time, String message) {}
