package io.stopcause.ingest;

import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Coverage;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;

/** A journal in memory: what is not committed is seen by nobody. Shared by the journals that are opened of one topic. */
public final class KeptJournal {

    public final Kept committed = new Kept();
    public final Map<String, Checkpoint> checkpoints = new HashMap<>();
    public final List<Coverage> coverage = new ArrayList<>();
    private boolean away;
    private int failures;
    private volatile Duration delay = Duration.ZERO;

    /** The next commits fail as Kafka fails. */
    public synchronized void failCommits(int number) {
        failures = number;
    }

    /** Commits take so long from now on. */
    public void delayCommits(Duration length) {
        delay = length;
    }

    /** No journal can be opened from now on. */
    public KeptJournal away() {
        away = true;
        return this;
    }

    public Journal open() {
        if (away) {
            throw new KafkaException("no broker");
        }
        return new Open();
    }

    public synchronized List<String> messages() {
        return committed.messages();
    }

    public synchronized List<String> eventIds() {
        return committed.events.stream().map(AwsEvent::id).toList();
    }

    public synchronized List<String> deadReasons() {
        return committed.dead.stream().map(DeadLetter::reason).toList();
    }

    public synchronized Optional<Checkpoint> checkpoint(String source) {
        return Optional.ofNullable(checkpoints.get(source));
    }

    synchronized Recall recall() {
        return new Recalled(
                List.copyOf(committed.batches).iterator(),
                List.copyOf(committed.events).iterator());
    }

    /** A record in each part. */
    private record Recalled(Iterator<LogBatch> batches, Iterator<AwsEvent> events) implements Recall {

        @Override
        public boolean next(Taker taker) {
            if (batches.hasNext()) {
                taker.lines(batches.next());
            } else if (events.hasNext()) {
                taker.event(events.next());
            }
            return batches.hasNext() || events.hasNext();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private synchronized void commit(List<Runnable> writes, List<Checkpoint> covered) {
        if (failures > 0) {
            failures--;
            throw new KafkaException("commit refused by the test");
        }
        writes.forEach(Runnable::run);
        covered.forEach(checkpoint -> checkpoints.put(checkpoint.source(), checkpoint));
        notifyAll();
    }

    /** Waits for commits until the condition holds, a minute at most; says whether it does. */
    public synchronized boolean await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            wait(1000);
        }
        return condition.getAsBoolean();
    }

    private final class Open implements Journal {

        private final List<Runnable> writes = new ArrayList<>();

        @Override
        public Optional<Checkpoint> checkpoint(String source) {
            return KeptJournal.this.checkpoint(source);
        }

        @Override
        public Optional<Instant> committedAt(String source) {
            return checkpoint(source).map(Checkpoint::time);
        }

        @Override
        public void commit(List<Checkpoint> covered) {
            pause();
            KeptJournal.this.commit(writes, covered);
            writes.clear();
        }

        private void pause() {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void coverage(Coverage stretch) {
            writes.add(() -> coverage.add(stretch));
        }

        @Override
        public void close() {
            writes.clear();
        }

        @Override
        public void logs(LogBatch batch) {
            writes.add(() -> committed.logs(batch));
        }

        @Override
        public void event(AwsEvent event) {
            writes.add(() -> committed.event(event));
        }

        @Override
        public void answer(Answer answer) {
            writes.add(() -> committed.answer(answer));
        }

        @Override
        public void dead(DeadLetter letter) {
            writes.add(() -> committed.dead(letter));
        }
    }
}
