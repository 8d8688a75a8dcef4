package io.stopcause.model;

import java.time.Instant;

/**
 * Says that all events up to a time have been read, as far as ingest can know. What waits for silence ("quiet for 30
 * minutes") waits for ticks, never for a clock, so a replay waits as the live run did.
 *
 * @param time event time that has passed
 */
public record Tick(Instant time) implements Event {}
