package io.stopcause.notifier;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.decision.Decision;
import io.stopcause.notifier.decision.NotificationLog;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver and the thread that serves it, so that a receiver that is down delays only itself. The decision is taken
 * at the moment of sending and by this thread alone: what has become old news while waiting is not sent.
 */
final class Lane implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Receiver receiver;
    private final Desk desk;
    private final Retries retries;
    private final RetryPolicy<Optional<Delivery>> policy;
    private final Waiting waiting = new Waiting();

    /** Held during an attempt, so that it is never cut off between the delivery and the entry in the log. */
    private final ReentrantLock attempting = new ReentrantLock();

    private volatile Optional<Thread> thread = Optional.empty();
    private volatile boolean stopping;

    Lane(String name, Receiver receiver, Desk desk, Retries retries) {
        this.name = name;
        this.receiver = receiver;
        this.desk = desk;
        this.retries = retries;
        this.policy = retries.policy();
    }

    String name() {
        return name;
    }

    Receiver receiver() {
        return receiver;
    }

    Waiting waiting() {
        return waiting;
    }

    /** Serves until {@link #stop}. */
    @Override
    public void run() {
        thread = Optional.of(Thread.currentThread());
        try {
            while (!stopping) {
                serve(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the service: an attempt that is under way may finish within the time, a wait is cut short. */
    void stop(Duration time) throws InterruptedException {
        stopping = true;
        boolean calm = attempting.tryLock(time.toMillis(), TimeUnit.MILLISECONDS);
        thread.ifPresent(Thread::interrupt);
        if (calm) {
            attempting.unlock();
        }
    }

    /**
     * Leaves what came from these partitions to another instance. Returns when no attempt at it is under way any more,
     * which a receiver's timeout limits: the other instance finds its outcome in the log.
     */
    void forget(Collection<Integer> partitions) {
        if (waiting.forget(partitions)) {
            attempting.lock();
            try {
                LOG.info("receiver {}: another instance has taken over what it was to be told", name);
            } finally {
                attempting.unlock();
            }
        }
    }

    private void serve(Waiting.Place first) throws InterruptedException {
        Waiting.Place[] newest = {first};
        Optional<Delivery> last = Failsafe.with(policy).get(() -> {
            newest[0] = waiting.newer(newest[0]);
            return attemptIfOurs(newest[0].incident());
        });
        if (last.filter(Delivery.Retry.class::isInstance).isPresent()) {
            waiting.putBack(newest[0]);
            Thread.sleep(retries.longest().toMillis());
        }
        waiting.done();
    }

    private Optional<Delivery> attemptIfOurs(Incident incident) {
        attempting.lock();
        try {
            return stopping || waiting.isGone() ? Optional.empty() : attempt(incident);
        } finally {
            attempting.unlock();
        }
    }

    /** One attempt; empty if there is nothing to say. */
    Optional<Delivery> attempt(Incident incident) {
        Optional<Decision> decision = desk.pipeline().decide(incident, desk.log()).stream()
                .filter(one -> one.receiver().equals(name))
                .findFirst();
        if (decision.isEmpty()) {
            return Optional.empty();
        }
        return switch (decision.get().verdict()) {
            case SILENT -> Optional.empty();
            case MUTED -> {
                enter(
                        incident,
                        decision.get(),
                        Outcome.MUTED,
                        String.join("; ", decision.get().reasons()),
                        Optional.empty());
                yield Optional.empty();
            }
            case SEND -> Optional.of(send(incident, decision.get()));
        };
    }

    private Delivery send(Incident incident, Decision decision) {
        Message message = MessageWriter.write(
                incident,
                decision.kind().orElseThrow(),
                decision.changes(),
                desk.config().linkTo(incident.id()));
        NotificationLog.Entry before = desk.log().entry(incident.id(), name);
        Delivery delivery = deliver(Dispatch.of(incident, message, key(incident, before), before.reference()));
        String reasons = String.join("; ", decision.reasons()) + ": " + delivery.reason();
        if (delivery instanceof Delivery.Delivered delivered) {
            enter(incident, decision, Outcome.DELIVERED, reasons, delivered.reference());
        } else {
            enter(
                    incident,
                    decision,
                    delivery instanceof Delivery.Retry ? Outcome.RETRY : Outcome.REJECTED,
                    reasons,
                    Optional.empty());
        }
        return delivery;
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

    /** The same until the receiver was told something else, so that a repeat after a crash is known as one. */
    private String key(Incident incident, NotificationLog.Entry before) {
        return Ids.of(
                incident.id(),
                name,
                Json.write(Notification.Told.of(incident)),
                before.time().map(Instant::toString).orElse(""));
    }

    private void enter(
            Incident incident, Decision decision, Outcome outcome, String reason, Optional<String> reference) {
        desk.enter(new Notification(
                incident.id(),
                name,
                decision.kind().orElseThrow(),
                new Notification.Attempt(outcome, reason, desk.clock().instant(), reference),
                Notification.Told.of(incident)));
    }
}
