package io.stopcause.notifier.decision;

import io.stopcause.model.Severity;
import io.stopcause.notifier.decision.Decision.Verdict;

/**
 * Holds back what is not grave enough to begin with. What a receiver already knows is settled, however mild it got, and
 * a digest is made for what is mild.
 */
record SeverityFloor(Severity floor) implements Stage {

    private static final String NAME = "severity floor";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        Severity severity = about.incident().headline().severity();
        boolean mild = severity.compareTo(floor) < 0;
        if (decision.begins() && mild && decision.way().manner().digest().isEmpty()) {
            return decision.stop(
                    Verdict.MUTED, NAME, "severity " + severity.wire() + " is below the floor " + floor.wire());
        }
        return decision.because(NAME, "severity " + severity.wire());
    }
}
