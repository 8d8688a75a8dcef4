package io.stopcause.model;

import java.time.Instant;

/**
 * Somebody looks after an incident. It holds until the incident is over; one that comes back needs a new one.
 *
 * @param incident its id, or that of a group of incidents
 * @param author who
 * @param time when
 * @param reason what they said; may be empty
 */
public record Acknowledgement(String incident, String author, Instant time, String reason) {}
