package io.stopcause.model;

import java.time.Instant;

/**
 * Something worth knowing that nobody is paged for: a blind spot, a dynamic port, normal stops counted.
 *
 * @param id stable, like an incident's
 * @param cause an id of {@code causes.yaml}
 * @param title one line
 * @param scope where it holds
 * @param seen how often and when
 * @param remediation what to do; {@link Remediation#NONE} for what is normal
 */
public record Finding(String id, String cause, String title, Scope scope, Seen seen, Remediation remediation) {

    /** Occurrences, in event time. */
    public record Seen(Instant first, Instant last, int count, String text) {}
}
