package io.stopcause.notifier;

import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions of the notification log this instance writes. It reads nothing itself. With its offsets, which mean
 * nothing, it leaves word that it lives, so that the next one knows for how long nobody told anything. Used by one
 * thread.
 */
final class Membership implements ConsumerRebalanceListener, AutoCloseable {

    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** Longer than what is told of a downtime is gathered for. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Outbox outbox;
    private final Runnable awaitAttempts;
    private final InstantSource clock;
    private final Set<Integer> arriving = new HashSet<>();
    private Instant lastSign = Instant.EPOCH;
    private Optional<Instant> before = Optional.empty();
    private Instant settled = Instant.EPOCH;

    /** Not yet a member; {@code awaitAttempts} returns when nothing is under way that was begun before. */
    Membership(Consumer<byte[], byte[]> consumer, Outbox outbox, Runnable awaitAttempts, InstantSource clock) {
        this.consumer = consumer;
        this.outbox = outbox;
        this.awaitAttempts = awaitAttempts;
        this.clock = clock;
    }

    void join() {
        consumer.subscribe(List.of(Topics.NOTIFICATIONS.name()), this);
    }

    /** One round; the partitions that have been taken from others and can be owned once they have been read. */
    Set<Integer> poll() {
        consumer.poll(Duration.ZERO);
        if (clock.instant().isAfter(lastSign.plus(SIGN_OF_LIFE)) && arriving.isEmpty()) {
            sign();
        }
        Set<Integer> taken = Set.copyOf(arriving);
        arriving.clear();
        return taken;
    }

    private void sign() {
        lastSign = clock.instant();
        String time = before.filter(alive -> lastSign.isBefore(settled))
                .orElse(lastSign)
                .toString();
        Map<TopicPartition, OffsetAndMetadata> word = new HashMap<>();
        consumer.assignment().forEach(each -> word.put(each, new OffsetAndMetadata(0, time)));
        if (!word.isEmpty()) {
            consumer.commitAsync(word, (offsets, failure) -> {});
        }
    }

    /**
     * When the last instance that had one of these partitions was alive; absent where none ever was. Until what happened
     * since has been told, this one leaves the same word, so that it is told if it dies as well.
     */
    Optional<Instant> lastAlive() {
        settled = clock.instant().plus(SETTLING);
        before = consumer.committed(consumer.assignment()).values().stream()
                .filter(word -> word != null)
                .flatMap(word -> time(word.metadata()).stream())
                .max(Instant::compareTo);
        return before;
    }

    private static Optional<Instant> time(String metadata) {
        try {
            return metadata.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(metadata));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        Set<Integer> taken = numbers(partitions);
        outbox.open(taken);
        arriving.addAll(taken);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Set<Integer> lost = numbers(partitions);
        arriving.removeAll(lost);
        outbox.disown(lost);
        awaitAttempts.run();
        outbox.release(lost);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        sign();
        consumer.close();
    }
}
