package io.stopcause.notifier;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifier: reads what there is to know, decides, writes down what it is about to send, delivers, and writes down
 * what became of it. One thread reads; each receiver has a thread of its own. {@link #start} returns at once; {@link
 * #close} stops within seconds and loses nothing, since what was not written down as delivered is sent by the next start.
 */
public final class NotifierLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotifierLoop.class);
    private static final String READER = "notify-read";
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final KafkaAccess kafka;
    private final Desk desk;
    private final List<Lane> lanes;
    private final List<Thread> threads = new ArrayList<>();
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile boolean closing;

    /**
     * A notifier that has not started.
     *
     * @throws NotifierConfigException with all that is wrong with the configuration
     */
    public NotifierLoop(NotifierConfig config, KafkaAccess kafka, Surroundings surroundings, Retries retries) {
        List<ConfigProblem> problems = config.problems(surroundings.secrets());
        if (!problems.isEmpty()) {
            throw new NotifierConfigException(problems);
        }
        this.kafka = kafka;
        this.desk = new Desk(
                config,
                config.pipeline(),
                config.book(),
                new Outbox(kafka.outbox()),
                surroundings.clock(),
                new NotifierCounts());
        this.lanes = config.receivers().stream()
                .map(receiver ->
                        new Lane(receiver.name(), receiver.factory().open(surroundings), desk, retries, this::touch))
                .toList();
    }

    /** Starts the threads. */
    public void start() {
        lanes.forEach(lane -> lane.receiver().start());
        lanes.forEach(lane -> startThread("notify-" + lane.name(), lane));
        startThread(READER, this::read);
    }

    /** What is wrong now, in words: receivers that cannot be reached, or what stopped the notifier. */
    public List<String> check() {
        List<String> problems = new ArrayList<>();
        failure.ifPresent(cause -> problems.add("the notifier has stopped: " + cause));
        for (Lane lane : lanes) {
            lane.receiver().check().ifPresent(why -> problems.add("receiver " + lane.name() + ": " + why));
        }
        return problems;
    }

    /** What stopped it, if anything but {@link #close} did. */
    public Optional<Throwable> failure() {
        return failure;
    }

    public NotifierCounts counts() {
        return desk.counts();
    }

    /** Waits until no receiver has anything to do now; whether that was so within the time. */
    public boolean awaitIdle(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (Lane lane : lanes) {
            if (!lane.agenda().awaitIdle(Math.max(0, (end - System.nanoTime()) / 1_000_000))) {
                return false;
            }
        }
        return true;
    }

    private void read() {
        try (Bookkeeper bookkeeper = new Bookkeeper(kafka.topics().get(), desk);
                Membership membership =
                        new Membership(kafka.membership().get(), desk.outbox(), this::awaitAttempts, desk.clock())) {
            bookkeeper.open();
            membership.join();
            Instant swept = desk.clock().instant();
            boolean started = false;
            while (!closing) {
                Set<Integer> taken = membership.poll();
                if (!taken.isEmpty()) {
                    bookkeeper.catchUp();
                    if (!started) {
                        membership.lastAlive().ifPresent(this::wasDownSince);
                        started = true;
                    }
                    desk.outbox().own(taken);
                    touch(allIncidents());
                }
                bookkeeper.poll(PATIENCE);
                bookkeeper.bury();
                touch(bookkeeper.touched());
                if (desk.clock().instant().isAfter(swept.plus(SWEEP))) {
                    sweep();
                    swept = desk.clock().instant();
                }
            }
        }
    }

    private void wasDownSince(Instant alive) {
        synchronized (desk.book()) {
            desk.book().wasDown(alive, desk.clock().instant());
        }
    }

    private Collection<String> allIncidents() {
        synchronized (desk.book()) {
            return desk.book().incidents();
        }
    }

    /** Incidents that are over and settled need no more room, and silences come to their ends. */
    private void sweep() {
        List<String> reminders;
        synchronized (desk.book()) {
            Instant now = desk.clock().instant();
            desk.book().sweep(now);
            reminders = desk.book().remind(now);
        }
        touch(reminders);
    }

    private void touch(Collection<String> incidents) {
        if (!incidents.isEmpty()) {
            lanes.forEach(lane -> lane.agenda().touch(incidents));
        }
    }

    private void awaitAttempts() {
        lanes.forEach(Lane::awaitAttempt);
    }

    private void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((dead, cause) -> {
            if (!closing) {
                failure = Optional.of(cause);
                LOG.error("{} stopped: {}", name, cause.getMessage(), cause);
            }
        });
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        closing = true;
        try {
            for (Lane lane : lanes) {
                lane.stop(CLOSING);
            }
            for (Thread thread : threads) {
                thread.join(CLOSING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.forEach(lane -> lane.receiver().close());
        desk.outbox().close();
    }
}
