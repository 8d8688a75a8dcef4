package io.stopcause.notifier.decision;

import io.stopcause.model.Ids;
import java.time.Duration;
import java.time.Instant;

/**
 * A time in which nobody told anything.
 *
 * @param from when the last notifier was alive
 * @param to when this one began
 */
record Downtime(Instant from, Instant to) {

    /** So long everything is gathered that began and ended in it. */
    static final Duration GATHERING = Duration.ofSeconds(2);

    /** What is heard of later, since the analyzer has to catch up as well, is added once in so long. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Whether an incident began and ended in it. */
    boolean covers(Case about) {
        return about.incident().life().openedAt().isAfter(from)
                && about.incident()
                        .life()
                        .resolvedAt()
                        .filter(over -> over.isBefore(to))
                        .isPresent();
    }

    /** The one message that tells a receiver of all of them. */
    Group group(String receiver, Case about) {
        Duration pause = Duration.between(about.since(), to.plus(GATHERING));
        return new Group(
                GroupId.DOWNTIME.of(Ids.of(receiver, from.toString())),
                "the downtime",
                pause.isNegative() ? Duration.ZERO : pause,
                INTERVAL);
    }
}
