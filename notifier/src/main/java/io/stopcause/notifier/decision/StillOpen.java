package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Told;
import io.stopcause.notifier.decision.Decision.News;
import io.stopcause.notifier.route.Manner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a receiver was told is open, as the message that would tell it the same once more. Pure. */
public final class StillOpen {

    private static final String NAME = "refresh";

    private StillOpen() {}

    /** The subject in whose message a receiver was told of this; a group is its own. */
    public static String subject(String id, String receiver, NotificationLog log) {
        return log.entry(id, receiver).sent().group().orElse(id);
    }

    /** The message; nothing where the receiver has not heard that it began, or where it is over by now. */
    public static Optional<Plan> plan(String subject, String receiver, Book book) {
        LogEntry entry = book.log().entry(subject, receiver);
        if (!entry.isOpen() || entry.sent().key().isEmpty()) {
            return Optional.empty();
        }
        boolean alone = GroupId.kindOf(subject).isEmpty();
        Group group = alone ? Group.alone(subject) : Grouped.known(subject, Manner.USUAL);
        Set<String> members = alone ? Set.of(subject) : book.log().openMembers(subject, receiver);
        List<Plan.Part> parts = members.stream()
                .flatMap(id -> book.find(id).stream())
                .filter(about -> !about.incident().isResolved())
                .map(about -> part(about, group, receiver, book))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan(
                        group,
                        Kind.UPDATED,
                        entry.sent().key().get(),
                        entry.sent().reference(),
                        parts,
                        alone ? 0 : parts.size()));
    }

    private static Plan.Part part(Case about, Group group, String receiver, Book book) {
        Told told = book.log().entry(about.id(), receiver).told().orElseThrow();
        Decision decision = Decision.routed(new Way(receiver, "was told that it began", "", Manner.USUAL))
                .says(News.of(Kind.UPDATED, List.of(), told), NAME, "still open")
                .in(group);
        return new Plan.Part(about.as(asTold(about.incident(), told)), decision);
    }

    /** Without what has changed since and is held back. */
    private static Incident asTold(Incident incident, Told told) {
        Incident.Headline headline = incident.headline();
        Incident.Diagnosis diagnosis = incident.diagnosis();
        Incident.Life life = incident.life();
        return new Incident(
                incident.id(),
                new Incident.Headline(headline.title(), told.severity(), headline.scope()),
                new Incident.Diagnosis(
                        told.cause(),
                        diagnosis.alternatives(),
                        diagnosis.confidence(),
                        told.verified(),
                        diagnosis.evidence(),
                        diagnosis.origin()),
                new Incident.Life(
                        told.state(),
                        life.firstSeen(),
                        life.openedAt(),
                        life.lastSeen(),
                        life.resolvedAt(),
                        life.resolution()),
                incident.reach(),
                incident.remediation());
    }
}
