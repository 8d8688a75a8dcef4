package io.stopcause.notifier;

import io.stopcause.model.Notification;
import io.stopcause.notifier.decision.NotificationLog;
import io.stopcause.notifier.decision.Pipeline;
import java.time.InstantSource;

/**
 * What all lanes work with.
 *
 * @param pipeline who is told what
 * @param log what was told
 * @param journal where it is written down
 * @param clock the time of attempts; nothing is decided by it
 * @param counts of all lanes together
 */
record Desk(
        NotifierConfig config,
        Pipeline pipeline,
        NotificationLog log,
        Journal journal,
        InstantSource clock,
        NotifierCounts counts) {

    /** Written first, then known: what Kafka does not have is sent again after a restart, but not before. */
    void enter(Notification notification) {
        log.add(notification);
        counts.add(notification.attempt().outcome());
        journal.write(notification);
    }
}
