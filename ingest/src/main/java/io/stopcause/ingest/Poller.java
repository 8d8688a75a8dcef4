package io.stopcause.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The thread of a source: asks it again and again, with a pause where nothing waits and a growing one after failures of
 * AWS or Kafka. Any other exception is a fault of ours: it stops the source, and {@link #health()} says so.
 */
public final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final Round round;
    private final Duration interval;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean closed;
    private volatile Health health;
    private final Thread thread;

    /** One look at the source. */
    @FunctionalInterface
    public interface Round {

        /**
         * Reads and commits what there is.
         *
         * @return whether more may wait already
         */
        boolean read() throws InterruptedException;
    }

    /**
     * Ready to start.
     *
     * @param interval pause after a round that left nothing waiting
     */
    public Poller(String name, Round round, Duration interval) {
        this.name = name;
        this.round = round;
        this.interval = interval;
        this.health = new Health(name, Health.State.STARTING, "not read yet");
        this.thread = new Thread(this::run, "ingest " + name);
    }

    public void start() {
        thread.start();
    }

    public Health health() {
        return health;
    }

    /** Ends the pause, if there is one: there is news. */
    public void wake() {
        news.release();
    }

    /** Interrupts the round that runs and waits for its end, for {@code 10 s} at most. */
    @Override
    public void close() {
        closed = true;
        news.release();
        thread.interrupt();
        try {
            thread.join(STOP_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say(Health.State.STOPPED, "closed");
    }

    private void run() {
        int failures = 0;
        try {
            boolean open = true;
            while (open) {
                try {
                    boolean more = round.read();
                    failures = 0;
                    say(Health.State.READING, "reads");
                    open = !pause(more ? Duration.ZERO : interval);
                } catch (AbortedException | InterruptException e) {
                    open = false;
                } catch (SdkException | KafkaException e) {
                    say(
                            Health.State.FAILING,
                            fenced(e)
                                    ? "another process has taken over what was read here"
                                    : String.valueOf(e.getMessage()));
                    open = !pause(FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, MAX_DOUBLINGS)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("source {} stopped by a fault", name, e);
            say(Health.State.STOPPED, "stopped by a fault of its own: " + e);
        }
    }

    /** A send after the fencing fails with an exception that has it for a cause. */
    private static boolean fenced(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private boolean pause(Duration length) throws InterruptedException {
        var unused = news.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return closed;
    }

    private void say(Health.State state, String words) {
        Health before = health;
        health = new Health(name, state, words);
        if (before.state() != state && state != Health.State.READING) {
            LOG.warn("source {}: {}", name, words);
        }
    }
}
