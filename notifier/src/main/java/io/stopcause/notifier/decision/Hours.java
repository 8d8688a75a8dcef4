package io.stopcause.notifier.decision;

import io.stopcause.notifier.decision.Decision.Verdict;
import io.stopcause.notifier.route.Manner;
import io.stopcause.notifier.time.TimeInterval;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Holds back what a route does not tell at this time of day, week or year. What is over is always settled. */
record Hours(List<TimeInterval> intervals) implements Stage {

    private static final String NAME = "hours";

    Hours {
        intervals = List.copyOf(intervals);
    }

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        if (decision.settles()) {
            return decision;
        }
        Manner.Hours hours = decision.way().manner().hours();
        Optional<String> mute = named(hours.mute(), moment);
        Optional<String> active = named(hours.active(), moment);
        Decision later =
                decision.until(moment.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
        if (mute.isPresent()) {
            return later.stop(Verdict.MUTED, NAME, "muted during " + mute.get());
        }
        if (active.isEmpty() && !hours.active().isEmpty()) {
            return later.stop(Verdict.MUTED, NAME, "told only during " + String.join(", ", hours.active()));
        }
        return decision.passes(NAME, active.map(name -> "told during " + name).orElse("told at any time"));
    }

    private Optional<String> named(List<String> names, Moment moment) {
        return intervals.stream()
                .filter(interval -> names.contains(interval.name()) && interval.contains(moment.now()))
                .map(TimeInterval::name)
                .findFirst();
    }
}
