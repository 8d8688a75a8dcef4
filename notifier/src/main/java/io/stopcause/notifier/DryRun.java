package io.stopcause.notifier;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.decision.Plan;
import io.stopcause.notifier.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would have been sent: the same decisions and the same planning as when it is sent, with a clock that is told the
 * time, and without anything that could send. Every message counts as delivered at once. For one thread.
 */
public final class DryRun {

    private static final int ROUND = 64;
    private static final int HOME = 0;

    private final Desk desk;
    private final Map<String, Ear> ears = new LinkedHashMap<>();
    private Instant now = Instant.MIN;

    /** One receiver, without a thread and without a way to it. */
    private record Ear(Agenda agenda, Planner planner) {}

    /**
     * A message that would have been sent.
     *
     * @param time when, in the time of the history
     * @param kind of the message as a whole
     * @param incidents ids of those that it tells of
     * @param why the words that decided
     */
    public record Sent(Instant time, String receiver, Kind kind, List<String> incidents, String why, Message message) {

        public Sent {
            incidents = List.copyOf(incidents);
        }
    }

    /** Begins with nothing known and nobody told; canaries are left out. */
    public DryRun(NotifierConfig config) {
        Outbox outbox = new Outbox(partition -> {
            throw new IllegalStateException("a dry run writes nothing down");
        });
        outbox.own(List.of(HOME));
        this.desk = new Desk(config, config.pipeline(), config.book(), outbox, () -> now, new NotifierCounts());
        config.receivers().stream()
                .filter(receiver -> !receiver.isCanary())
                .map(ReceiverConfig::name)
                .forEach(name -> {
                    Agenda agenda = new Agenda(desk.clock());
                    ears.put(name, new Ear(agenda, new Planner(name, desk, agenda)));
                });
    }

    /**
     * Takes in a version of an incident.
     *
     * @param at when it became known, not before the time of the last call
     * @return what would have been sent up to then, the first first
     */
    public List<Sent> take(Incident incident, Instant at) {
        List<Sent> sent = new ArrayList<>(until(at));
        desk.book().put(incident, now);
        ears.values().forEach(ear -> ear.agenda().touch(List.of(incident.id())));
        settle(sent);
        return sent;
    }

    /** Lets time pass; what would have been sent meanwhile, the first first. */
    public List<Sent> until(Instant to) {
        List<Sent> sent = new ArrayList<>();
        for (Optional<Instant> next = next(to); next.isPresent(); next = next(to)) {
            now = next.get();
            settle(sent);
        }
        now = to.isAfter(now) ? to : now;
        return sent;
    }

    private Optional<Instant> next(Instant to) {
        return ears.values().stream()
                .flatMap(ear -> ear.agenda().next().stream())
                .min(Comparator.naturalOrder())
                .filter(time -> !time.isAfter(to))
                .map(time -> time.isBefore(now) ? now : time);
    }

    private void settle(List<Sent> sent) {
        ears.forEach((name, ear) -> {
            for (List<String> ids = ear.agenda().due(ROUND);
                    !ids.isEmpty();
                    ids = ear.agenda().due(ROUND)) {
                for (Plan plan : ear.planner().look(ids, ROUND).plans()) {
                    sent.add(deliver(name, plan));
                    ear.agenda().touch(plan.incidents());
                }
            }
        });
    }

    private Sent deliver(String receiver, Plan plan) {
        Notification.Attempt attempt = new Notification.Attempt(
                Outcome.DELIVERED, "dry run", now, Optional.of("dry-run"), Optional.of(plan.key()));
        desk.know(plan.entries(attempt), HOME);
        return new Sent(
                now,
                receiver,
                plan.kind(),
                plan.incidents(),
                plan.parts().get(0).decision().inWords(),
                Drafts.of(plan, desk.config()).message());
    }
}
