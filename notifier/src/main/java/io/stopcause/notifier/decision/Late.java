package io.stopcause.notifier.decision;

import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.decision.Decision.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Holds back the beginning of what was worked out long after it happened. Then ingest or the analyzer was down and
 * catches up, and the end may be there in a moment.
 */
final class Late implements Stage {

    private static final String NAME = "late";

    /** Longer than what logs and events need to come. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** So long a receiver may be down and still hear of it; the log knows for longer that it was told. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Duration pause;

    /** @param pause how long it is held back; nothing is, where it is zero */
    Late(Duration pause) {
        this.pause = pause;
    }

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        boolean begins =
                decision.kind() == Kind.OPENED && decision.news().again().isEmpty();
        if (!begins || pause.isZero() || !isLate(about, about.incident().life().lastSeen())) {
            return decision;
        }
        Instant due = about.since().plus(pause);
        return due.isAfter(moment.now())
                ? decision.stop(Verdict.WAIT, NAME, "heard of late: waits until " + due + " whether it is over")
                        .until(due)
                : decision.because(NAME, "heard of late, and it lasts");
    }

    /** Whether the end of it was worked out long after it was over, and not too long ago to be news. */
    static boolean isOver(Case about, Moment moment) {
        Incident.Life life = about.incident().life();
        return life.resolvedAt().filter(over -> isLate(about, over)).isPresent()
                && about.since().plus(NEWS).isAfter(moment.now());
    }

    private static boolean isLate(Case about, Instant happened) {
        return happened.plus(LATE).isBefore(about.since());
    }

    /** The one message of an hour that tells a receiver of all that was over when it was heard of. */
    static Group group(String receiver, Case about) {
        long hour = about.since().toEpochMilli() / Duration.ofHours(1).toMillis();
        return new Group(
                GroupId.DOWNTIME.of(Ids.of(receiver, NAME, Long.toString(hour))),
                "the delay",
                Downtime.GATHERING,
                Downtime.INTERVAL);
    }
}
