package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Told;
import io.stopcause.notifier.decision.Decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether there is anything that the receiver has not heard and a person would want to know. */
final class News implements Stage {

    @Override
    public Decision apply(Decision decision, Incident incident, NotificationLog log) {
        NotificationLog.Entry entry = log.entry(incident.id(), decision.receiver());
        Told now = Told.of(incident);
        if (entry.refused().equals(Optional.of(now))) {
            return decision.stop(Verdict.SILENT, "the same was refused before");
        }
        if (entry.isOpen()) {
            return sinceTold(decision, entry.told().orElseThrow(), now);
        }
        if (incident.isResolved()) {
            return decision.stop(
                    Verdict.SILENT, entry.told().isPresent() ? "already reported as resolved" : "was never reported");
        }
        return entry.told().isPresent()
                ? decision.says(Kind.OPENED, "opened again", List.of("it is back after it was resolved"))
                : decision.says(Kind.OPENED, "new", List.of());
    }

    private static Decision sinceTold(Decision decision, Told before, Told now) {
        if (now.state() == Incident.State.RESOLVED) {
            return decision.says(Kind.RESOLVED, "resolved", List.of());
        }
        List<String> changes = changes(before, now);
        return changes.isEmpty()
                ? decision.stop(Verdict.SILENT, "nothing new since the last message")
                : decision.says(Kind.UPDATED, String.join("; ", changes), changes);
    }

    static List<String> changes(Told before, Told now) {
        List<String> changes = new ArrayList<>();
        if (before.state() != now.state()) {
            changes.add(
                    switch (now.state()) {
                        case OPEN -> "it is open";
                        case ACKNOWLEDGED -> "somebody acknowledged it";
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
        now.symptoms().stream()
                .filter(symptom -> !before.symptoms().contains(symptom))
                .forEach(symptom -> changes.add("new symptom: " + symptom));
        return changes;
    }
}
