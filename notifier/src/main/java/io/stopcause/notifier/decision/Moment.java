package io.stopcause.notifier.decision;

import java.time.Instant;

/**
 * All that a decision looks at.
 *
 * @param book what is known
 * @param now the time of deciding
 */
public record Moment(Book book, Instant now) {

    LogEntry entry(Case about, Decision decision) {
        return book.log().entry(about.id(), decision.receiver());
    }
}
