package io.stopcause.notifier.decision;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Notification.Told;
import io.stopcause.notifier.decision.Decision.News;
import io.stopcause.notifier.decision.Decision.Verdict;
import io.stopcause.notifier.route.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether there is anything that the receiver has not heard and a person would want to know, or hear once more. */
final class WhatIsNew implements Stage {

    private static final String NAME = "news";
    private static final String ACKNOWLEDGED = "somebody acknowledged it";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        if (decision.news().kind().isPresent()) {
            return decision;
        }
        LogEntry entry = moment.entry(about, decision);
        Told now = Told.of(about.incident());
        boolean rejected = entry.refusal()
                .filter(refusal ->
                        refusal.outcome() == Outcome.REJECTED && refusal.told().equals(now))
                .isPresent();
        if (rejected) {
            return decision.stop(Verdict.SILENT, NAME, "the same was refused before");
        }
        if (entry.isOpen()) {
            return sinceTold(decision, about, entry, moment);
        }
        if (about.incident().isResolved()) {
            return entry.told().isEmpty()
                    ? missed(decision, about, moment)
                    : decision.stop(Verdict.SILENT, NAME, "already reported as resolved");
        }
        return entry.told().isPresent()
                ? says(decision, Kind.OPENED, now, "opened again", List.of(back(now)))
                : says(decision, Kind.OPENED, now, "new", List.of());
    }

    private static String back(Told now) {
        return now.state() == Incident.State.REOPENED
                ? "it is back after it was resolved"
                : "it lasts, and no other incident tells of it any more";
    }

    /** What nobody was told of is told in one message, if nobody was there to tell it or to work it out. */
    private static Decision missed(Decision decision, Case about, Moment moment) {
        return moment.book()
                .downtime()
                .filter(downtime -> downtime.covers(about))
                .map(downtime -> says(
                                decision,
                                Kind.RESOLVED,
                                Told.of(about.incident()),
                                "began and ended while stopcause was not running",
                                List.of())
                        .in(downtime.group(decision.receiver(), about)))
                .orElseGet(() -> overdue(decision, about, moment));
    }

    private static Decision overdue(Decision decision, Case about, Moment moment) {
        return Late.isOver(about, moment)
                ? says(decision, Kind.RESOLVED, Told.of(about.incident()), "was over when it was heard of", List.of())
                        .in(Late.group(decision.receiver(), about))
                : decision.stop(Verdict.SILENT, NAME, "was never reported");
    }

    private static Decision says(Decision decision, Kind kind, Told told, String reason, List<String> changes) {
        return decision.says(News.of(kind, changes, told), NAME, reason);
    }

    private static Decision sinceTold(Decision decision, Case about, LogEntry entry, Moment moment) {
        Told now = Told.of(about.incident());
        if (now.state() == Incident.State.RESOLVED) {
            return says(decision, Kind.RESOLVED, now, "resolved", List.of());
        }
        List<String> changes = changes(entry.told().orElseThrow(), now);
        Optional<Acknowledgement> by = moment.book().acknowledged(about);
        if (changes.isEmpty()) {
            return repeat(decision, about, entry, moment);
        }
        List<String> words = by.map(who -> changes.stream()
                        .map(change -> change.equals(ACKNOWLEDGED) ? inWords(who) : change)
                        .toList())
                .orElse(changes);
        return says(decision, Kind.UPDATED, now, String.join("; ", words), words);
    }

    private static String inWords(Acknowledgement by) {
        return by.author() + " acknowledged it" + (by.reason().isBlank() ? "" : ": " + by.reason());
    }

    private static Decision repeat(Decision decision, Case about, LogEntry entry, Moment moment) {
        Optional<Acknowledgement> by = moment.book().acknowledged(about);
        if (by.isPresent()) {
            return decision.stop(
                    Verdict.SILENT, NAME, "nothing new, and " + by.get().author() + " looks after it");
        }
        Duration interval = decision.way().manner().repeat();
        Instant last = entry.sent().time().orElse(moment.now());
        Instant due = last.plus(interval);
        if (due.isAfter(moment.now())) {
            return decision.stop(Verdict.SILENT, NAME, "nothing new since the last message")
                    .until(due);
        }
        String still = "still open; nobody has acknowledged it, and the last message is " + TimeSpan.inWords(interval)
                + " old";
        return says(decision, Kind.UPDATED, Told.of(about.incident()), still, List.of(still));
    }

    /** Each that joins changes little; the first, twice as many, and none any more change the picture. */
    private static boolean isOtherCompany(int before, int now) {
        return before != now && (now == 0 || now >= 2 * before);
    }

    static List<String> changes(Told before, Told now) {
        List<String> changes = new ArrayList<>();
        if (before.state() != now.state()) {
            changes.add(
                    switch (now.state()) {
                        case OPEN -> "it is open";
                        case ACKNOWLEDGED -> ACKNOWLEDGED;
                        case RESOLVED -> "it is over";
                        case REOPENED -> "it is back";
                    });
        }
        if (!before.cause().equals(now.cause())) {
            changes.add("the cause is now " + now.cause() + ", not " + before.cause());
        }
        if (before.severity() != now.severity()) {
            changes.add("the severity went from " + before.severity().wire() + " to "
                    + now.severity().wire());
        }
        if (before.verified() != now.verified()) {
            changes.add("the cause is now " + now.verified().wire());
        }
        if (isOtherCompany(before.members(), now.members())) {
            changes.add(
                    now.members() == 0
                            ? "no other incident is told with it any more"
                            : "incidents of the same thing that are told with it: " + now.members());
        }
        now.symptoms().stream()
                .filter(symptom -> !before.symptoms().contains(symptom))
                .forEach(symptom -> changes.add("new symptom: " + symptom));
        return changes;
    }
}
