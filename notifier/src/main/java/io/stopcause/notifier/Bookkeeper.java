package io.stopcause.notifier;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.Notification;
import io.stopcause.model.Silence;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.decision.Book;
import io.stopcause.notifier.route.Matcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads everything that there is to know into the book: first what was told and what people want, then the incidents.
 * Only when all that the topics held has been seen does anybody decide. Used by one thread.
 */
final class Bookkeeper implements AutoCloseable {

    /** What has to be known before an incident is looked at. */
    private static final List<Topic<?>> FIRST = List.of(Topics.NOTIFICATIONS, Topics.SILENCES, Topics.ACKNOWLEDGEMENTS);

    private static final List<Topic<?>> THEN = List.of(Topics.INCIDENTS);

    /** So many records are taken in between two sweeps. */
    private static final int SWEEP = 50_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Desk desk;
    private final Set<String> touched = new LinkedHashSet<>();
    private final List<DeadLetter> unreadable = new ArrayList<>();
    private boolean allTouched;
    private int taken;

    Bookkeeper(Consumer<byte[], byte[]> consumer, Desk desk) {
        this.consumer = consumer;
        this.desk = desk;
    }

    /** Reads the topics to their ends. */
    void open() {
        List<TopicPartition> partitions = partitions(FIRST);
        desk.outbox().partitions((int) partitions.stream()
                .filter(each -> each.topic().equals(Topics.NOTIFICATIONS.name()))
                .count());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        catchUp();
        List<TopicPartition> incidents = partitions(THEN);
        List<TopicPartition> all = new ArrayList<>(partitions);
        all.addAll(incidents);
        consumer.assign(all);
        consumer.seekToBeginning(incidents);
        catchUp();
    }

    /** Reads on until all that had been written before the call has been taken in; forgets on the way what is long over. */
    void catchUp() {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
        while (!ends.isEmpty()) {
            poll(Duration.ofMillis(100));
            if (taken > SWEEP) {
                sweep();
            }
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }

    private void sweep() {
        taken = 0;
        synchronized (desk.book()) {
            desk.book().sweep(desk.clock().instant());
        }
    }

    /** Reads what is there, waiting for it at most so long. */
    void poll(Duration patience) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(patience)) {
            if (entry.value() != null) {
                take(entry);
                taken++;
            }
        }
    }

    /** Incidents of which something is new since the last call. */
    Collection<String> touched() {
        Collection<String> all = allTouched ? desk.book().incidents() : List.copyOf(touched);
        touched.clear();
        allTouched = false;
        return all;
    }

    /** Keeps what could not be read, as soon as there is somebody to keep it. */
    void bury() {
        if (!desk.outbox().owned().isEmpty()) {
            unreadable.forEach(desk::bury);
            unreadable.clear();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        try {
            synchronized (desk.book()) {
                takeKnown(entry);
            }
        } catch (JsonReadException | Matcher.SyntaxException e) {
            desk.counts().addDeadLetter();
            unreadable.add(new DeadLetter(
                    entry.topic() + "-" + entry.partition() + "@" + entry.offset(),
                    String.valueOf(e.getMessage()),
                    new String(entry.value(), StandardCharsets.UTF_8),
                    desk.clock().instant()));
        }
    }

    private void takeKnown(ConsumerRecord<byte[], byte[]> entry) {
        Book book = desk.book();
        if (entry.topic().equals(Topics.INCIDENTS.name())) {
            Incident incident = Json.read(entry.value(), Incident.class);
            touched.addAll(book.put(incident, Instant.ofEpochMilli(entry.timestamp())));
            desk.counts().addIncident();
        } else if (entry.topic().equals(Topics.SILENCES.name())) {
            book.silences().put(Json.read(entry.value(), Silence.class));
            allTouched = true;
        } else if (entry.topic().equals(Topics.ACKNOWLEDGEMENTS.name())) {
            book.put(Json.read(entry.value(), Acknowledgement.class));
            allTouched = true;
        } else if (!desk.outbox().owns(entry.partition())) {
            // What this process wrote itself is known already.
            Notification told = Json.read(entry.value(), Notification.class);
            book.log().replay(told, entry.partition());
            touched.add(told.incident());
        }
    }

    private List<TopicPartition> partitions(List<Topic<?>> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
