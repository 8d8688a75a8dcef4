package io.stopcause.notifier;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.decision.Plan;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver and the thread that serves it, so that a receiver that is down delays only itself. The decision is taken
 * at the moment of sending and by this thread alone: what has become old news while waiting is not sent. Before a message
 * goes out it is written down that it will; a receiver that does not know repeats has one such message at a time.
 */
final class Lane implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int BATCH = 64;
    private static final Duration UNWRITTEN = Duration.ofMillis(50);

    private final String name;
    private final Receiver receiver;
    private final Desk desk;
    private final Retries retries;
    private final Consumer<Collection<String>> told;
    private final RetryPolicy<Optional<Delivery>> policy;
    private final Agenda agenda;
    private final Planner planner;
    private final Optional<Refresh> refresh;
    private final List<ProducerRecord<byte[], byte[]>> outcomes = new ArrayList<>();
    private long lastWritten = System.nanoTime();

    /** Held during an attempt, so that it is never cut off between the delivery and the entry in the log. */
    private final ReentrantLock attempting = new ReentrantLock();

    private volatile Optional<Thread> thread = Optional.empty();
    private volatile boolean stopping;

    /** A lane that has not started; {@code told} hears which incidents the receiver was told of. */
    Lane(String name, Receiver receiver, Desk desk, Retries retries, Consumer<Collection<String>> told) {
        this.name = name;
        this.receiver = receiver;
        this.desk = desk;
        this.retries = retries;
        this.told = told;
        this.policy = retries.policy();
        this.agenda = new Agenda(desk.clock());
        this.planner = new Planner(name, desk, agenda);
        this.refresh = receiver.refresh().map(every -> new Refresh(name, every, desk, agenda));
    }

    String name() {
        return name;
    }

    Receiver receiver() {
        return receiver;
    }

    Agenda agenda() {
        return agenda;
    }

    /** Serves until {@link #stop}. */
    @Override
    public void run() {
        thread = Optional.of(Thread.currentThread());
        try {
            while (!stopping) {
                round(agenda.take(BATCH));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the service: an attempt that is under way may finish within the time, a wait is cut short. */
    void stop(Duration time) throws InterruptedException {
        stopping = true;
        agenda.close();
        boolean calm = attempting.tryLock(time.toMillis(), TimeUnit.MILLISECONDS);
        thread.ifPresent(Thread::interrupt);
        if (calm) {
            attempting.unlock();
        }
    }

    /** Returns when no attempt is under way any more at what another instance now tells. */
    void awaitAttempt() {
        attempting.lock();
        try {
            LOG.debug("receiver {}: no attempt is under way", name);
        } finally {
            attempting.unlock();
        }
    }

    private void round(List<String> ids) throws InterruptedException {
        for (Plan plan : planned(ids)) {
            serve(plan);
        }
        refresh.ifPresent(again -> deliverAgain(again, ids));
        attempting.lock();
        try {
            writeOutcomes();
        } finally {
            attempting.unlock();
        }
    }

    /** The messages that are due, written down as about to be sent. */
    private List<Plan> planned(List<String> ids) {
        attempting.lock();
        try {
            Planner.Round round;
            synchronized (desk.book()) {
                round = planner.look(ids, receiver.knowsRepeats() ? BATCH : 1);
            }
            return !stopping && written(round.records()) ? round.plans() : List.of();
        } finally {
            attempting.unlock();
        }
    }

    private void serve(Plan first) throws InterruptedException {
        List<Plan> tried = new ArrayList<>();
        Optional<Delivery> last = Failsafe.with(policy).get(() -> {
            Optional<Plan> now = tried.isEmpty() ? Optional.of(first) : anew(first);
            now.ifPresent(tried::add);
            return now.flatMap(this::attemptIfOurs);
        });
        if (last.filter(Delivery.Retry.class::isInstance).isPresent() && !stopping) {
            agenda.touch(first.incidents());
            Thread.sleep(retries.longest().toMillis());
        }
    }

    private Optional<Plan> anew(Plan old) {
        attempting.lock();
        try {
            Planner.Round round;
            synchronized (desk.book()) {
                round = planner.anew(old);
            }
            return !stopping && written(round.records())
                    ? round.plans().stream().findFirst()
                    : Optional.empty();
        } finally {
            attempting.unlock();
        }
    }

    private Optional<Delivery> attemptIfOurs(Plan plan) {
        attempting.lock();
        try {
            return isOurs(plan) ? Optional.of(attempt(plan)) : Optional.empty();
        } finally {
            attempting.unlock();
        }
    }

    private boolean isOurs(Plan plan) {
        synchronized (desk.book()) {
            return !stopping && desk.outbox().owns(desk.home(plan.group().id(), name));
        }
    }

    private Delivery attempt(Plan plan) {
        Delivery delivery = deliver(Drafts.of(plan, desk.config()));
        boolean retry = delivery instanceof Delivery.Retry;
        boolean underWay = !retry || receiver.knowsRepeats() || plan.unsure() || delivery.mayHaveArrived();
        note(plan, delivery, underWay ? Optional.of(plan.key()) : Optional.empty());
        if (!receiver.knowsRepeats() || retry || System.nanoTime() - lastWritten > UNWRITTEN.toNanos()) {
            writeOutcomes();
        }
        agenda.touch(plan.incidents());
        if (delivery instanceof Delivery.Delivered) {
            told.accept(plan.incidents());
        }
        return delivery;
    }

    private void note(Plan plan, Delivery delivery, Optional<String> key) {
        List<Notification> entries = plan.entries(new Notification.Attempt(
                outcome(delivery),
                delivery.reason(),
                desk.clock().instant(),
                delivery instanceof Delivery.Delivered delivered ? delivered.reference() : Optional.empty(),
                key));
        synchronized (desk.book()) {
            int home = desk.home(plan.group().id(), name);
            desk.know(entries, home);
            outcomes.addAll(Desk.records(entries, home));
        }
    }

    /** Tells what is open once more, for another side that takes silence for an end. */
    private void deliverAgain(Refresh again, List<String> ids) {
        List<Plan> due;
        synchronized (desk.book()) {
            due = again.due(ids);
        }
        for (Plan plan : due) {
            attempting.lock();
            try {
                if (isOurs(plan)) {
                    refresh(again, plan);
                }
            } finally {
                attempting.unlock();
            }
        }
    }

    /** Without a key a failure is no message that is under way: it is tried again when its time comes. */
    private void refresh(Refresh again, Plan plan) {
        Delivery delivery = deliver(Drafts.of(plan, desk.config()));
        if (again.changes(plan, delivery)) {
            note(plan, delivery, delivery instanceof Delivery.Delivered ? Optional.of(plan.key()) : Optional.empty());
        }
    }

    private static Outcome outcome(Delivery delivery) {
        if (delivery instanceof Delivery.Delivered) {
            return Outcome.DELIVERED;
        }
        if (delivery instanceof Delivery.Retry) {
            return delivery.mayHaveArrived() ? Outcome.UNANSWERED : Outcome.RETRY;
        }
        return Outcome.REJECTED;
    }

    private void writeOutcomes() {
        lastWritten = System.nanoTime();
        List<ProducerRecord<byte[], byte[]>> records = List.copyOf(outcomes);
        outcomes.clear();
        written(records);
    }

    /** Whether it could be written; not if another instance tells it now. */
    private boolean written(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            desk.write(records);
            return true;
        } catch (Outbox.FencedException e) {
            LOG.info("receiver {}: another instance has taken over what it was to be told", name);
            return false;
        }
    }

    /** A receiver that breaks its contract over one incident must not keep the next ones from being told. */
    private Delivery deliver(Dispatch dispatch) {
        try {
            return receiver.deliver(dispatch);
        } catch (RuntimeException e) {
            LOG.error(
                    "receiver {} failed over incident {}",
                    name,
                    dispatch.incident().id(),
                    e);
            return new Delivery.Rejected("stopcause failed: " + e.getClass().getSimpleName());
        }
    }
}
