package io.stopcause.notifier.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a node of the route tree tells its receiver, with all that it inherits.
 *
 * @param group which incidents are told together
 * @param repeat after which an incident that is still open is told again
 * @param hours when anything is told
 * @param digest how often everything is told in one message
 * @param escalations who else is told without an acknowledgement, the first first
 */
public record Manner(
        Grouping group, Duration repeat, Hours hours, Optional<Duration> digest, List<EscalationConfig> escalations) {

    static final Duration USUAL_REPEAT = Duration.ofHours(4);

    /** At a root that says nothing. */
    public static final Manner USUAL =
            new Manner(Grouping.NONE, USUAL_REPEAT, Hours.ALWAYS, Optional.empty(), List.of());

    /**
     * When anything is told.
     *
     * @param mute names of time intervals in which nothing is
     * @param active names of time intervals outside of which nothing is
     */
    public record Hours(List<String> mute, List<String> active) {

        static final Hours ALWAYS = new Hours(List.of(), List.of());

        public Hours {
            mute = List.copyOf(mute);
            active = List.copyOf(active);
        }
    }

    public Manner {
        escalations = List.copyOf(escalations);
    }

    /** That of a node below. */
    Manner with(RouteOptions own) {
        return new Manner(
                grouping(own.group()),
                own.repeatInterval().orElse(repeat),
                new Hours(own.muteTimeIntervals(), own.activeTimeIntervals()),
                own.digest().or(() -> digest),
                own.escalate().orElse(escalations));
    }

    /** That of a receiver who is told because nobody looks after it: at once and at any time. */
    public Manner escalating(EscalationConfig escalation) {
        return new Manner(Grouping.NONE, repeat, Hours.ALWAYS, Optional.empty(), List.of(escalation));
    }

    private Grouping grouping(RouteOptions.GroupOptions own) {
        boolean begins = own.by().isPresent() && group.by().isEmpty();
        return new Grouping(
                own.by().or(() -> group.by()),
                own.pause().orElse(begins ? Grouping.USUAL_PAUSE : group.pause()),
                own.interval().orElse(begins ? Grouping.USUAL_INTERVAL : group.interval()));
    }
}
