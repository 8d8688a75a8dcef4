package io.stopcause.notifier.decision;

import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.decision.Decision.Verdict;
import io.stopcause.notifier.route.TimeSpan;
import java.time.Instant;
import java.util.List;

/** Leaves an incident alone that comes back again and again; when that ends, what is true then is told. */
record FlapControl(Limit limit) implements Stage {

    private static final String NAME = "flapping";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        if (!decision.says(Kind.OPENED) || about.isInvented()) {
            return decision;
        }
        List<Instant> recent = moment.entry(about, decision).openings().stream()
                .filter(opening -> opening.plus(limit.window()).isAfter(moment.now()))
                .toList();
        if (recent.size() < limit.count()) {
            return decision.passes(NAME, "told " + recent.size() + " times as open of late");
        }
        Instant end = recent.get(recent.size() - limit.count()).plus(limit.window());
        return decision.stop(
                        Verdict.MUTED,
                        NAME,
                        "flapping: it came back " + recent.size() + " times within " + TimeSpan.inWords(limit.window()))
                .until(end);
    }
}
