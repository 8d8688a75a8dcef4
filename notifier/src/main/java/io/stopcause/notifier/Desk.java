package io.stopcause.notifier;

import io.stopcause.model.DeadLetter;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.decision.Book;
import io.stopcause.notifier.decision.Moment;
import io.stopcause.notifier.decision.Pipeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What all lanes work with.
 *
 * @param pipeline who is told what
 * @param book all that is known; its monitor is held while it is looked at or changed
 * @param outbox where it is written down
 * @param clock the time of decisions and attempts
 * @param counts of all lanes together
 */
record Desk(
        NotifierConfig config,
        Pipeline pipeline,
        Book book,
        Outbox outbox,
        InstantSource clock,
        NotifierCounts counts) {

    Moment moment() {
        return new Moment(book, clock.instant());
    }

    /** Where what is told about this is written down; an incident that is told with others is at home with them. */
    int home(String subject, String receiver) {
        return book.log().entry(subject, receiver).sent().home().orElseGet(() -> outbox.home(subject));
    }

    /** Takes entries into the log of this process. The caller holds the book. */
    void know(List<Notification> entries, int home) {
        entries.forEach(entry -> {
            book.log().add(entry, home);
            counts.add(entry.attempt().outcome());
            if (entry.kind() == Notification.Kind.OPENED && entry.attempt().outcome() == Outcome.DELIVERED) {
                countWait(entry);
            }
        });
    }

    private void countWait(Notification first) {
        book.find(first.incident())
                .map(about -> about.incident().life().openedAt())
                .ifPresent(beginning -> counts.addWait(
                        first.receiver(),
                        Duration.between(beginning, first.attempt().time())));
    }

    /**
     * Writes entries down; returns when Kafka has them.
     *
     * @throws Outbox.FencedException if another instance tells it now
     * @throws org.apache.kafka.common.KafkaException if they could not be written
     */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
        if (!records.isEmpty()) {
            outbox.write(records);
        }
    }

    static List<ProducerRecord<byte[], byte[]>> records(List<Notification> entries, int home) {
        return entries.stream()
                .map(entry -> {
                    ProducerRecord<byte[], byte[]> plain =
                            Topics.NOTIFICATIONS.record(entry.incident() + "/" + entry.receiver(), entry);
                    return new ProducerRecord<>(plain.topic(), home, plain.key(), plain.value());
                })
                .toList();
    }

    /** Keeps what could not be read; of several instances one does. */
    void bury(DeadLetter letter) {
        if (outbox.owns(outbox.home(letter.place()))) {
            outbox.writeApart(Topics.DEAD_LETTERS.record(letter.place(), letter));
        }
    }
}
