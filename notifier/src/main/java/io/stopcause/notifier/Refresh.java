package io.stopcause.notifier;

import io.stopcause.notifier.decision.Plan;
import io.stopcause.notifier.decision.StillOpen;
import io.stopcause.notifier.receiver.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a receiver that takes silence for an end is told again what is open. It is no news, so the notification log hears
 * only of what changes: a failure after a success, and where the message is found. Used by the receiver's thread.
 */
final class Refresh {

    private final String receiver;
    private final Duration every;
    private final Desk desk;
    private final Agenda agenda;
    private final Map<String, Instant> newest = new HashMap<>();
    private final Set<String> failing = new HashSet<>();

    Refresh(String receiver, Duration every, Desk desk, Agenda agenda) {
        this.receiver = receiver;
        this.every = every;
        this.desk = desk;
        this.agenda = agenda;
    }

    /** What of these is to be told again now; the rest is put on the agenda. The caller holds the book. */
    List<Plan> due(Collection<String> ids) {
        Instant now = desk.clock().instant();
        List<Plan> due = new ArrayList<>();
        Set<String> subjects = ids.stream()
                .map(id -> StillOpen.subject(id, receiver, desk.book().log()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String subject : subjects) {
            Optional<Plan> plan = StillOpen.plan(subject, receiver, desk.book());
            if (plan.isEmpty()) {
                newest.remove(subject);
                failing.remove(subject);
                continue;
            }
            Instant time = last(subject).plus(every);
            if (!time.isAfter(now)) {
                due.add(plan.get());
                newest.put(subject, now);
                time = now.plus(every);
            }
            agenda.at(time, subject);
        }
        return due;
    }

    private Instant last(String subject) {
        Instant sent = desk.book().log().entry(subject, receiver).sent().time().orElse(Instant.MIN);
        Instant again = newest.getOrDefault(subject, sent);
        return again.isAfter(sent) ? again : sent;
    }

    /** Whether the notification log has to hear of it. */
    boolean changes(Plan plan, Delivery delivery) {
        String subject = plan.group().id();
        if (delivery instanceof Delivery.Delivered delivered) {
            failing.remove(subject);
            return delivered.reference().isPresent() && !delivered.reference().equals(plan.reference());
        }
        return failing.add(subject);
    }
}
