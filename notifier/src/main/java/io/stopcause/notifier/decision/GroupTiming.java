package io.stopcause.notifier.decision;

import io.stopcause.notifier.decision.Decision.Verdict;
import java.time.Instant;

/** Lets a group gather for its wait before its first message, and for its interval before the next. */
final class GroupTiming implements Stage {

    private static final String NAME = "timing";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        Group group = decision.group().orElseThrow();
        if (group.isAlone() || decision.news().again().isPresent()) {
            return decision;
        }
        LogEntry entry = moment.book().log().entry(group.id(), decision.receiver());
        Instant due = entry.sent()
                .time()
                .map(last -> last.plus(group.interval()))
                .orElseGet(() -> about.since().plus(group.pause()));
        return due.isAfter(moment.now())
                ? decision.stop(Verdict.WAIT, NAME, "waits for others until " + due)
                        .until(due)
                : decision.because(NAME, "its group has waited");
    }
}
