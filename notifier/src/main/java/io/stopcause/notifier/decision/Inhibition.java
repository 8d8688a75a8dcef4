package io.stopcause.notifier.decision;

import io.stopcause.notifier.decision.Decision.Verdict;
import java.util.Optional;

/** Holds back what another open incident explains, or outweighs by a rule. What is over is always settled. */
final class Inhibition implements Stage {

    private static final String NAME = "inhibition";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        if (decision.settles() || about.onlyTo().isPresent()) {
            return decision;
        }
        Optional<String> why = moment.book().inhibitors().over(about);
        return why.map(words -> decision.stop(Verdict.MUTED, NAME, words))
                .orElseGet(() -> decision.passes(NAME, "no open incident explains or outweighs it"));
    }
}
