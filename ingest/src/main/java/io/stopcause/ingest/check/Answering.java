package io.stopcause.ingest.check;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Poller;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Answers the questions in Kafka, several at a time. None is lost: a question is done when its answer is acknowledged. One
 * that is answered twice does no harm, since an answer goes by its question's id.
 */
public final class Answering implements AutoCloseable {

    private static final String NAME = "checks";

    /** What the account shows now says nothing of a failure that lies further back. */
    private static final Duration TOO_LATE = Duration.ofHours(1);

    /**
     * After how long a question is looked at again whose look was hindered. It counts as answered meanwhile, so that a
     * process that ends takes its second looks with it.
     */
    private static final List<Duration> AGAIN =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(20));

    /** For each thread; beyond that no more are taken for now. */
    private static final int WAITING = 16;

    private final Answerer answerer;
    private final Supplier<Inbox> inboxes;
    private final Clock clock;
    private final ExecutorService pool;
    private final int most;
    private final Poller poller = new Poller(NAME, this::round, Duration.ZERO);
    private final Map<Outcome, AtomicLong> counts = new EnumMap<>(Outcome.class);
    private final List<Duration> again;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ingest checks later");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<Inbox> inbox = Optional.empty();

    Answering(Answerer answerer, int threads, Supplier<Inbox> inboxes, List<Duration> again, Clock clock) {
        this.again = List.copyOf(again);
        this.answerer = answerer;
        this.inboxes = inboxes;
        this.clock = clock;
        this.most = threads * WAITING;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ingest checks");
            thread.setDaemon(true);
            return thread;
        });
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new AtomicLong());
        }
    }

    /**
     * Starts to answer. Neither Kafka nor AWS need be reachable yet; {@link #check} tells.
     *
     * @param checks what can be looked at
     * @param client properties of Kafka clients: at least {@code bootstrap.servers}
     */
    public static Answering start(
            List<Check> checks, AwsConfig aws, ChecksConfig config, Map<String, Object> client, Clock clock) {
        Answering answering = new Answering(
                new Answerer(checks, aws, config, clock), config.poolSize(), () -> Inbox.open(client), AGAIN, clock);
        answering.poller.start();
        return answering;
    }

    /** How it fares, and what it has done since the start. */
    public Health check() {
        Health health = poller.health();
        return health.state() == Health.State.READING ? new Health(NAME, health.state(), done()) : health;
    }

    private String done() {
        long yes = count(Outcome.YES);
        long no = count(Outcome.NO);
        long unknown = count(Outcome.UNKNOWN);
        return "answered " + (yes + no + unknown) + " questions (" + yes + " yes, " + no + " no, " + unknown
                + " unknown) with " + answerer.calls() + " calls of AWS; " + answerer.refused()
                + " calls refused by callsPerScope";
    }

    private long count(Outcome outcome) {
        return counts.getOrDefault(outcome, new AtomicLong()).get();
    }

    /** One look into Kafka. */
    boolean round() {
        boolean done = false;
        try {
            Inbox current = inbox.orElseGet(inboxes);
            inbox = Optional.of(current);
            for (Inbox.Asked asked : current.take(current.open() < most)) {
                pool.execute(() -> answer(current, asked));
            }
            done = true;
            return true;
        } catch (InterruptException e) {
            // The process stops. Whoever stopped it commits and closes: an interrupted thread can do neither.
            done = true;
            throw e;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    private void answer(Inbox to, Inbox.Asked asked) {
        try {
            Answerer.Given given = isTooLate(asked.time())
                    ? new Answerer.Given(tooLate(asked), false)
                    : answerer.look(asked.question());
            counts.getOrDefault(given.answer().outcome(), new AtomicLong()).incrementAndGet();
            to.answer(asked, given.answer());
            if (given.again()) {
                later(to, asked.again(), 0);
            }
        } catch (AbortedException e) {
            // The process stops; the question is not committed and will be answered by another.
            Thread.currentThread().interrupt();
        }
    }

    private void later(Inbox to, Inbox.Asked asked, int times) {
        if (times < again.size() && !later.isShutdown()) {
            var unused = later.schedule(
                    () -> pool.execute(() -> lookAgain(to, asked, times)),
                    again.get(times).toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Only what it could not see before is news. */
    private void lookAgain(Inbox to, Inbox.Asked asked, int times) {
        try {
            Answerer.Given given = answerer.look(asked.question());
            if (given.again()) {
                later(to, asked, times + 1);
            } else {
                counts.getOrDefault(given.answer().outcome(), new AtomicLong()).incrementAndGet();
                to.answer(asked, given.answer());
            }
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTooLate(Instant asked) {
        return asked.isBefore(clock.instant().minus(TOO_LATE));
    }

    private Answer tooLate(Inbox.Asked asked) {
        Question question = asked.question();
        String sentence =
                "Asked at " + asked.time() + " and read only now; what the account shows today says nothing of it.";
        return new Answer(question, Outcome.UNKNOWN, Map.of(), sentence, clock.instant());
    }

    private void release() {
        Optional<Inbox> open = inbox;
        inbox = Optional.empty();
        open.ifPresent(Inbox::close);
    }

    @Override
    public void close() {
        poller.close();
        later.shutdownNow();
        pool.shutdownNow();
        release();
        answerer.close();
    }
}
