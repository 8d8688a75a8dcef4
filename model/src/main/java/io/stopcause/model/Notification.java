package io.stopcause.model;

import java.time.Instant;

/**
 * What was sent to one receiver, or why it was not.
 *
 * @param incident id of the incident
 * @param receiver its name in the configuration
 * @param kind opened, updated or resolved
 * @param outcome delivered, retry, rejected, or muted
 * @param reason in words that can be shown to a user
 * @param time of the attempt
 */
public record Notification(
        String incident, String receiver, String kind, Outcome outcome, String reason, Instant time) {

    /** What became of one attempt. */
    public enum Outcome {
        DELIVERED,
        RETRY,
        REJECTED,
        MUTED
    }
}
