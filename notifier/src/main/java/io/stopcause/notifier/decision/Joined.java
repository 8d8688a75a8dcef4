package io.stopcause.notifier.decision;

import io.stopcause.notifier.decision.Decision.Verdict;
import java.util.Optional;

/** What is part of another open incident is told by that one; who was told of it by itself hears where it went. */
final class Joined implements Stage {

    private static final String NAME = "joined";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        Optional<Case> leader = moment.book().leader(about);
        if (leader.isEmpty()) {
            return decision;
        }
        LogEntry entry = moment.entry(about, decision);
        String words = "part of incident " + leader.get().id() + " now";
        return entry.isOpen() || entry.pending().isPresent()
                ? decision.because(NAME, words)
                : decision.stop(Verdict.SILENT, NAME, words);
    }
}
