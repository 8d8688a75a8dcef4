package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Severity;
import io.stopcause.notifier.decision.Decision.Verdict;

/** Holds back what is not grave enough to begin with. What a receiver already knows is settled, however mild it got. */
record SeverityFloor(Severity floor) implements Stage {

    @Override
    public Decision apply(Decision decision, Incident incident, NotificationLog log) {
        Severity severity = incident.headline().severity();
        boolean begins = decision.kind().filter(kind -> kind == Kind.OPENED).isPresent();
        if (begins && severity.compareTo(floor) < 0) {
            return decision.stop(Verdict.MUTED, "severity " + severity.wire() + " is below the floor " + floor.wire());
        }
        return decision.because("severity " + severity.wire());
    }
}
