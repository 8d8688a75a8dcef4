package io.stopcause.notifier;

import io.stopcause.model.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes down what is about to be sent and what became of it. Each partition of the notification log has one writer in
 * the whole cluster: opening it fences whoever had it before and ends what that one left unfinished. Thread-safe.
 */
final class Outbox implements AutoCloseable {

    /** Another instance has taken over the partition; what was to be written there is that one's to tell. */
    static final class FencedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        FencedException(Throwable cause) {
            super("another instance tells it now", cause);
        }
    }

    private final IntFunction<Producer<byte[], byte[]>> producers;
    private final Map<Integer, OutboxWriter> open = new HashMap<>();
    private final Set<Integer> owned = new HashSet<>();
    private int partitions = 1;

    Outbox(IntFunction<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** How many partitions the log has; told before anything else. */
    synchronized void partitions(int count) {
        partitions = count;
    }

    /** Takes these partitions from whoever had them; they can be read to their ends now, and are not owned yet. */
    void open(Collection<Integer> taken) {
        for (int partition : taken) {
            OutboxWriter writer = new OutboxWriter(partition, producers.apply(partition));
            writer.start();
            synchronized (this) {
                open.put(partition, writer);
            }
        }
    }

    /** All that stood in these partitions is known, so that this instance may tell. */
    synchronized void own(Collection<Integer> taken) {
        owned.addAll(taken);
    }

    /** From now on another instance tells. */
    synchronized void disown(Collection<Integer> lost) {
        owned.removeAll(lost);
    }

    /** Lets go of what has been disowned. */
    void release(Collection<Integer> lost) {
        for (int partition : lost) {
            Optional<OutboxWriter> writer;
            synchronized (this) {
                owned.remove(partition);
                writer = Optional.ofNullable(open.remove(partition));
            }
            writer.ifPresent(OutboxWriter::close);
        }
    }

    synchronized boolean owns(int partition) {
        return owned.contains(partition);
    }

    synchronized Set<Integer> owned() {
        return Set.copyOf(owned);
    }

    /** The partition of what has none yet. */
    synchronized int home(String subject) {
        return Math.floorMod(Ids.of(subject).hashCode(), partitions);
    }

    /**
     * Writes all of it, each partition's part in one transaction; returns when Kafka has it.
     *
     * @throws FencedException if another instance has one of the partitions
     * @throws org.apache.kafka.common.KafkaException if it could not be written
     */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
        Map<Integer, List<ProducerRecord<byte[], byte[]>>> byPartition = new TreeMap<>();
        records.forEach(each -> byPartition
                .computeIfAbsent(each.partition(), key -> new ArrayList<>())
                .add(each));
        List<CompletableFuture<Void>> written = byPartition.entrySet().stream()
                .map(part -> writer(part.getKey()).write(part.getValue()))
                .toList();
        try {
            written.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Writes to another topic, in the transaction of any partition that this instance has. */
    void writeApart(ProducerRecord<byte[], byte[]> entry) {
        Optional<OutboxWriter> any;
        synchronized (this) {
            any = open.values().stream().findFirst();
        }
        any.ifPresent(writer -> writer.write(List.of(entry)).join());
    }

    private synchronized OutboxWriter writer(int partition) {
        OutboxWriter writer = open.get(partition);
        if (writer == null) {
            throw new FencedException(new IllegalStateException("partition " + partition + " was given up"));
        }
        return writer;
    }

    @Override
    public void close() {
        Set<Integer> all;
        synchronized (this) {
            all = Set.copyOf(open.keySet());
        }
        release(all);
    }
}
