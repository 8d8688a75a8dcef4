package io.stopcause.notifier.decision;

import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Told;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One message that is due.
 *
 * @param group whose message it is
 * @param kind of the message as a whole
 * @param key the same when the same message is sent again
 * @param reference of the message that the receiver already has
 * @param parts what it has news of; one where an incident is told by itself
 * @param open how many incidents of the group are open when it has been told
 */
public record Plan(Group group, Kind kind, String key, Optional<String> reference, List<Part> parts, int open) {

    private static final String SEVERAL = "several";

    /** An incident in the message. */
    public record Part(Case about, Decision decision) {

        public Kind kind() {
            return decision.kind();
        }

        Told told() {
            return decision.news().told().orElseThrow();
        }
    }

    public Plan {
        parts = List.copyOf(parts);
    }

    /** The message of a group about these incidents; what may have been sent before is told first, and alone. */
    public static Plan of(Group group, List<Part> all, NotificationLog log) {
        Optional<String> again = all.stream()
                .flatMap(part -> part.decision().news().again().stream())
                .findFirst();
        List<Part> parts = again.map(key -> all.stream()
                        .filter(part -> part.decision().news().again().equals(again))
                        .toList())
                .orElse(all);
        String receiver = parts.get(0).decision().receiver();
        LogEntry before = log.entry(group.id(), receiver);
        int open = group.isAlone() ? 0 : openAfter(group, parts, log);
        Kind kind = group.isAlone() ? parts.get(0).kind() : kind(before, open);
        return new Plan(
                group,
                kind,
                again.orElseGet(() -> key(group, parts, before)),
                before.sent().reference(),
                parts,
                open);
    }

    private static int openAfter(Group group, List<Part> parts, NotificationLog log) {
        Set<String> open = new HashSet<>(
                log.openMembers(group.id(), parts.get(0).decision().receiver()));
        parts.forEach(part -> {
            if (part.kind() == Kind.RESOLVED) {
                open.remove(part.about().id());
            } else {
                open.add(part.about().id());
            }
        });
        return open.size();
    }

    private static Kind kind(LogEntry before, int open) {
        if (open == 0) {
            return Kind.RESOLVED;
        }
        return before.isOpen() ? Kind.UPDATED : Kind.OPENED;
    }

    /** Made of the message before it, so that no two are the same even if they say the same. */
    private static String key(Group group, List<Part> parts, LogEntry before) {
        List<String> told = new ArrayList<>(List.of(
                group.id(),
                parts.get(0).decision().receiver(),
                before.sent().key().orElse("")));
        parts.forEach(part -> told.add(part.about().id() + Json.write(part.told())));
        return Ids.of(told.toArray(String[]::new));
    }

    public String receiver() {
        return parts.get(0).decision().receiver();
    }

    /** Whether the receiver may have this, or an earlier message about the same, without anybody knowing. */
    public boolean unsure() {
        return parts.get(0).decision().news().unsure();
    }

    /** Ids of its incidents. */
    public List<String> incidents() {
        return parts.stream().map(part -> part.about().id()).toList();
    }

    /** What the notification log says of it: one entry, or one for the group and one for each incident in it. */
    public List<Notification> entries(Notification.Attempt attempt) {
        String reasons = parts.get(0).decision().inWords();
        if (group.isAlone()) {
            return List.of(
                    new Notification(group.id(), receiver(), kind, with(attempt, reasons), told(), Optional.empty()));
        }
        List<Notification> entries = new ArrayList<>();
        entries.add(new Notification(group.id(), receiver(), kind, attempt, told(), Optional.empty()));
        Notification.Attempt apart = new Notification.Attempt(
                attempt.outcome(), attempt.reason(), attempt.time(), Optional.empty(), attempt.key());
        parts.forEach(part -> entries.add(new Notification(
                part.about().id(),
                receiver(),
                part.kind(),
                with(apart, part.decision().inWords()),
                part.told(),
                Optional.of(group.id()))));
        return entries;
    }

    private static Notification.Attempt with(Notification.Attempt attempt, String reasons) {
        String reason = attempt.reason().isEmpty() ? reasons : reasons + ": " + attempt.reason();
        return new Notification.Attempt(attempt.outcome(), reason, attempt.time(), attempt.reference(), attempt.key());
    }

    private Told told() {
        return group.isAlone()
                ? parts.get(0).told()
                : new Told(
                        kind == Kind.RESOLVED ? Incident.State.RESOLVED : Incident.State.OPEN,
                        severity(),
                        cause(),
                        Verified.UNCHECKED,
                        List.of(),
                        0);
    }

    /** The gravest of its incidents. */
    public Severity severity() {
        return parts.stream()
                .map(part -> part.about().incident().headline().severity())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The cause that all have, or that there are several. */
    public String cause() {
        List<String> causes = parts.stream()
                .map(part -> part.about().incident().diagnosis().cause())
                .distinct()
                .toList();
        return causes.size() == 1 ? causes.get(0) : SEVERAL;
    }
}
