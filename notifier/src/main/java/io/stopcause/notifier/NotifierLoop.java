package io.stopcause.notifier;

import io.stopcause.notifier.decision.NotificationLog;
import io.stopcause.notifier.decision.Pipeline;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Surroundings;
import io.stopcause.notifier.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifier: reads incidents, decides, delivers, and writes down what it did. One thread reads; each receiver has a
 * thread of its own. {@link #start} returns at once; {@link #close} stops within seconds and loses nothing, since what
 * was not written down as delivered is decided anew at the next start.
 */
public final class NotifierLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotifierLoop.class);
    private static final String READER = "notify-read";
    private static final Duration CLOSING = Duration.ofSeconds(10);

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
                new Pipeline(Route.of(config.route()), config.names(), config.floor()),
                new NotificationLog(),
                new Journal(kafka.producer().get()),
                surroundings.clock(),
                new NotifierCounts());
        this.lanes = config.receivers().stream()
                .map(receiver -> new Lane(receiver.name(), receiver.factory().open(surroundings), desk, retries))
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

    /** Waits until no receiver has anything to do; whether that was so within the time. */
    public boolean awaitIdle(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (Lane lane : lanes) {
            if (!lane.waiting().awaitIdle(Math.max(0, (end - System.nanoTime()) / 1_000_000))) {
                return false;
            }
        }
        return true;
    }

    private void read() {
        LogReader logReader = new LogReader(kafka.notifications().get(), desk.log());
        try (IncidentReader reader = new IncidentReader(kafka.incidents().get(), logReader, desk, lanes)) {
            reader.subscribe();
            while (!closing) {
                reader.poll();
            }
        }
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
        desk.journal().close();
    }
}
