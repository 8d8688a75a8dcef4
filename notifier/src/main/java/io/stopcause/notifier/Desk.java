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

    /**
     * Known first, then written: the message is out, so that this process must not send it again even if Kafka does not
     * take the entry. After a restart only what Kafka has is known, and the rest is sent again.
     *
     * @throws org.apache.kafka.common.KafkaException if it could not be written
     */
    void enter(Notification notification) {
        log.add(notification);
        counts.add(notification.attempt().outcome());
        journal.write(notification);
    }
}
