package io.stopcause.notifier.decision;

import io.stopcause.notifier.decision.Decision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets the second receiver wait until the first has been told for long enough without an acknowledgement. */
final class Escalation implements Stage {

    private static final String NAME = "escalation";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        String first = Routing.escalatedFrom(decision.way());
        if (first.isEmpty() || moment.entry(about, decision).isOpen()) {
            return decision;
        }
        LogEntry told = moment.book().log().entry(about.id(), first);
        Optional<Instant> since = told.isOpen() ? told.opened() : Optional.empty();
        if (since.isEmpty() || about.incident().isResolved()) {
            return decision.stop(Verdict.SILENT, NAME, first + " has not been told");
        }
        if (moment.book().acknowledged(about).isPresent()) {
            return decision.stop(Verdict.SILENT, NAME, "somebody looks after it");
        }
        Duration after = decision.way().manner().escalations().get(0).after();
        Instant due = since.get().plus(after);
        return due.isAfter(moment.now())
                ? decision.stop(Verdict.SILENT, NAME, "not before " + due).until(due)
                : decision.because(NAME, "nobody has acknowledged it since " + since.get());
    }
}
