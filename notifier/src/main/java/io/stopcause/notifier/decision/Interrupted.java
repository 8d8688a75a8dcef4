package io.stopcause.notifier.decision;

import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Told;
import io.stopcause.notifier.decision.Decision.News;
import io.stopcause.notifier.decision.Decision.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Goes on with a message that was about to be sent, under the same key: a receiver that knows it shows it once. If the
 * incident is over by now, that is told instead, since the receiver may believe that it lasts. A message about several is
 * sent as it was in any case: with the same key and without one of them, that one would be lost.
 */
final class Interrupted implements Stage {

    private static final String NAME = "interrupted";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        LogEntry entry = moment.entry(about, decision);
        if (entry.pending().isEmpty()) {
            return decision;
        }
        LogEntry.Pending pending = entry.pending().get();
        Told now = Told.of(about.incident());
        boolean alone = pending.group().isEmpty();
        if (about.incident().isResolved() && pending.kind() != Kind.RESOLVED && alone) {
            News over = new News(Optional.of(Kind.RESOLVED), List.of(), Optional.of(now), Optional.empty(), true);
            return !pending.mayHaveArrived() && !entry.isOpen()
                    ? decision.says(over, NAME, "over before it could be told").stop(Verdict.MUTED, NAME, "not sent")
                    : decision.says(over, NAME, "resolved");
        }
        List<String> changes = entry.isOpen() && pending.kind() == Kind.UPDATED
                ? WhatIsNew.changes(entry.told().orElseThrow(), pending.told())
                : List.of();
        return decision.says(
                new News(
                        Optional.of(pending.kind()),
                        changes,
                        Optional.of(pending.told()),
                        Optional.of(pending.key()),
                        true),
                NAME,
                pending.mayHaveArrived() ? "may have been delivered already" : "tried again");
    }
}
