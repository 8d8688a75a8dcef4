package io.stopcause.model;

import java.time.Instant;

/**
 * How far a source has been read. It commits in one transaction with the records that it covers.
 *
 * @param source the source's name; the same over restarts
 * @param position what the source needs to go on from there; only the source reads it
 * @param time all events up to this event time have been read, as far as the source can know
 */
public record Checkpoint(String source, String position, Instant time) {}
