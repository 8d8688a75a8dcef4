package io.stopcause.notifier;

import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.decision.Case;
import io.stopcause.notifier.decision.Decision;
import io.stopcause.notifier.decision.Decision.Verdict;
import io.stopcause.notifier.decision.Group;
import io.stopcause.notifier.decision.LogEntry;
import io.stopcause.notifier.decision.Moment;
import io.stopcause.notifier.decision.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes messages of decisions for one receiver. Used by its thread, which holds the book. */
final class Planner {

    private final String receiver;
    private final Desk desk;
    private final Agenda agenda;
    private final Map<String, Set<String>> gathering = new HashMap<>();

    Planner(String receiver, Desk desk, Agenda agenda) {
        this.receiver = receiver;
        this.desk = desk;
        this.agenda = agenda;
    }

    /**
     * What looking at these has led to.
     *
     * @param plans messages that are due; what they tell is known as about to be sent
     * @param records to be written before anything is sent
     */
    record Round(List<Plan> plans, List<ProducerRecord<byte[], byte[]>> records) {}

    /** Looks at incidents and at groups whose time has come; more messages than these have to wait for the next round. */
    Round look(List<String> ids, int most) {
        Moment moment = desk.moment();
        Round round = new Round(new ArrayList<>(), new ArrayList<>());
        Set<String> groups = new LinkedHashSet<>();
        for (String id : ids) {
            if (gathering.containsKey(id)) {
                groups.add(id);
            } else {
                place(id, moment, round).ifPresent(groups::add);
            }
        }
        for (String group : groups) {
            if (round.plans().size() < most) {
                plan(group, moment, round);
            } else {
                agenda.at(moment.now(), group);
            }
        }
        return round;
    }

    /** The message of a group as it would be now; none where there is nothing to say any more. */
    Round anew(Plan old) {
        Moment moment = desk.moment();
        Round round = new Round(new ArrayList<>(), new ArrayList<>());
        old.incidents().forEach(id -> place(id, moment, round));
        plan(old.group().id(), moment, round);
        return round;
    }

    /** Decides about one incident; the group that is due because of it. */
    private Optional<String> place(String id, Moment moment, Round round) {
        Optional<Case> about = desk.book().find(id);
        Optional<Decision> decision = about.flatMap(each -> desk.pipeline().decide(each, receiver, moment));
        if (decision.isEmpty() || !isOurs(id, decision.get())) {
            return Optional.empty();
        }
        Verdict verdict = decision.get().verdict();
        if (verdict == Verdict.SEND || verdict == Verdict.WAIT) {
            String group = decision.get().group().orElseThrow().id();
            gathering.computeIfAbsent(group, key -> new LinkedHashSet<>()).add(id);
            decision.get().until().ifPresent(time -> agenda.at(time, group));
            return verdict == Verdict.SEND ? Optional.of(group) : Optional.empty();
        }
        if (verdict == Verdict.MUTED) {
            muted(about.get(), decision.get(), round);
        }
        decision.get().until().ifPresent(time -> agenda.at(time, id));
        return Optional.empty();
    }

    private boolean isOurs(String incident, Decision decision) {
        String subject = decision.group().map(Group::id).orElse(incident);
        return desk.outbox().owns(desk.home(subject, receiver));
    }

    private void plan(String group, Moment moment, Round round) {
        Set<String> gathered = gathering.remove(group);
        if (gathered == null) {
            return;
        }
        Map<Group, List<Plan.Part>> parts = new LinkedHashMap<>();
        boolean due = false;
        for (String id : gathered) {
            Optional<Plan.Part> part = part(id, moment);
            if (part.isPresent()
                    && part.get().decision().group().orElseThrow().id().equals(group)) {
                parts.computeIfAbsent(sameId(parts, part.get()), key -> new ArrayList<>())
                        .add(part.get());
                due |= part.get().decision().verdict() == Verdict.SEND;
            } else {
                agenda.touch(List.of(id));
            }
        }
        if (!due) {
            parts.values()
                    .forEach(waiting -> waiting.forEach(
                            part -> agenda.touch(List.of(part.about().id()))));
            return;
        }
        parts.forEach((its, all) -> intend(Plan.of(its, all, desk.book().log()), all, round));
    }

    private static Group sameId(Map<Group, List<Plan.Part>> parts, Plan.Part part) {
        Group own = part.decision().group().orElseThrow();
        return parts.keySet().stream()
                .filter(known -> known.id().equals(own.id()))
                .findFirst()
                .orElse(own);
    }

    private Optional<Plan.Part> part(String id, Moment moment) {
        return desk.book().find(id).flatMap(about -> desk.pipeline()
                .decide(about, receiver, moment)
                .filter(decision -> isOurs(id, decision))
                .filter(decision -> decision.verdict() == Verdict.SEND || decision.verdict() == Verdict.WAIT)
                .map(decision -> new Plan.Part(about, decision)));
    }

    private void intend(Plan plan, List<Plan.Part> all, Round round) {
        int home = desk.home(plan.group().id(), receiver);
        List<Notification> entries = plan.entries(new Notification.Attempt(
                Outcome.SENDING, "", desk.clock().instant(), Optional.empty(), Optional.of(plan.key())));
        desk.know(entries, home);
        round.records().addAll(Desk.records(entries, home));
        round.plans().add(plan);
        if (plan.parts().size() < all.size()) {
            agenda.touch(all.stream().map(part -> part.about().id()).toList());
        }
    }

    private void muted(Case about, Decision decision, Round round) {
        LogEntry entry = desk.book().log().entry(about.id(), receiver);
        String why = decision.inWords();
        boolean known = entry.pending().filter(lost -> !lost.mayHaveArrived()).isEmpty()
                && entry.refusal()
                        .filter(refusal -> refusal.outcome() == Outcome.MUTED
                                && refusal.reason().equals(why)
                                && refusal.told().equals(decision.news().told().orElseThrow()))
                        .isPresent();
        if (!known) {
            int home = desk.home(about.id(), receiver);
            List<Notification> entries = List.of(new Notification(
                    about.id(),
                    receiver,
                    decision.kind(),
                    new Notification.Attempt(
                            Outcome.MUTED, why, desk.clock().instant(), Optional.empty(), Optional.empty()),
                    decision.news().told().orElseThrow(),
                    Optional.empty()));
            desk.know(entries, home);
            round.records().addAll(Desk.records(entries, home));
        }
    }
}
