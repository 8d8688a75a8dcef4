package io.stopcause.ingest.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which questions of which partitions are answered, and how far that may be committed: up to the first that is not. One
 * thread begins and commits; any thread may say that one is done.
 */
final class Acknowledged {

    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    private static final class Progress {

        private final ConcurrentSkipListSet<Long> done = new ConcurrentSkipListSet<>();
        private final TreeSet<Long> begun = new TreeSet<>();
        private long committed;
        private long next;

        Progress(long offset) {
            this.committed = offset;
            this.next = offset;
        }

        Optional<Long> advance() {
            begun.removeIf(done::remove);
            long upTo = begun.isEmpty() ? next : begun.first();
            if (upTo == committed) {
                return Optional.empty();
            }
            committed = upTo;
            return Optional.of(upTo);
        }
    }

    /**
     * A record is worked on from now on.
     *
     * @return to be run when its answer is acknowledged
     */
    Runnable begin(TopicPartition partition, long offset) {
        Progress progress = partitions.computeIfAbsent(partition, key -> new Progress(offset));
        progress.begun.add(offset);
        progress.next = offset + 1;
        return () -> progress.done.add(offset);
    }

    /** What has become ready to be committed since the last time. */
    Map<TopicPartition, OffsetAndMetadata> advance() {
        Map<TopicPartition, OffsetAndMetadata> ready = new HashMap<>();
        partitions.forEach((partition, progress) ->
                progress.advance().ifPresent(offset -> ready.put(partition, new OffsetAndMetadata(offset))));
        return ready;
    }

    /** How many records are worked on. */
    int open() {
        return partitions.values().stream()
                .mapToInt(progress -> progress.begun.size())
                .sum();
    }

    /** Somebody else works on it now. */
    void forget(TopicPartition partition) {
        partitions.remove(partition);
    }
}
