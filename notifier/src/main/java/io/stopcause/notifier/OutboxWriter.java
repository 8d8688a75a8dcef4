package io.stopcause.notifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** The one writer of a partition: what several threads want to write at the same time goes into one transaction. */
final class OutboxWriter implements Runnable, AutoCloseable {

    private static final int POLL_MILLIS = 100;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Thread thread;
    private final Producer<byte[], byte[]> producer;
    private final BlockingQueue<Letter> queue = new LinkedBlockingQueue<>();
    private volatile boolean closing;
    private Optional<RuntimeException> ended = Optional.empty();

    private record Letter(List<ProducerRecord<byte[], byte[]>> records, CompletableFuture<Void> written) {}

    OutboxWriter(int partition, Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.thread = new Thread(this, "notify-outbox-" + partition);
    }

    /** Fences whoever wrote before; returns when that one's unfinished transaction has ended. */
    void start() {
        producer.initTransactions();
        thread.start();
    }

    CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        Letter letter = new Letter(records, new CompletableFuture<>());
        Optional<RuntimeException> why = accept(letter);
        why.ifPresent(letter.written()::completeExceptionally);
        return letter.written();
    }

    /** Queues it; a writer that has ended says why it did. */
    private synchronized Optional<RuntimeException> accept(Letter letter) {
        if (ended.isEmpty()) {
            queue.add(letter);
        }
        return ended;
    }

    @Override
    public void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                Letter first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Letter> together = new ArrayList<>(List.of(first));
                    queue.drainTo(together);
                    commit(together);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Letter> letters) {
        try {
            producer.beginTransaction();
            for (Letter letter : letters) {
                for (ProducerRecord<byte[], byte[]> record : letter.records()) {
                    // What cannot be sent makes the commit fail.
                    Future<RecordMetadata> unused = producer.send(record);
                }
            }
            producer.commitTransaction();
            letters.forEach(letter -> letter.written().complete(null));
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            fail(letters, new Outbox.FencedException(e));
        } catch (KafkaException e) {
            fail(letters, new KafkaException("cannot write the notification log", e));
        }
    }

    /** After a failure nobody knows what was written, so that this writer writes no more, and says so to all. */
    private void fail(List<Letter> letters, RuntimeException why) {
        List<Letter> left = new ArrayList<>(letters);
        synchronized (this) {
            ended = ended.or(() -> Optional.of(why));
            closing = true;
            queue.drainTo(left);
        }
        left.forEach(letter -> letter.written().completeExceptionally(why));
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSING);
        fail(List.of(), new Outbox.FencedException(new IllegalStateException("closed")));
    }
}
