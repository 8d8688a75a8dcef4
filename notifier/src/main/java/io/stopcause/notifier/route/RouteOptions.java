package io.stopcause.notifier.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a node of the route tree tells its receiver. What is absent is inherited from the node above, but for the time
 * intervals, which hold for the node itself, as in Alertmanager.
 *
 * @param group which incidents are told together
 * @param repeatInterval after which an incident that is still open is told again
 * @param muteTimeIntervals names of times in which nothing is told
 * @param activeTimeIntervals names of times outside of which nothing is told
 * @param digest how often everything of this node is told in one message; the severity floor does not hold for it
 * @param escalate who else is told without an acknowledgement
 */
public record RouteOptions(
        GroupOptions group,
        Optional<Duration> repeatInterval,
        List<String> muteTimeIntervals,
        List<String> activeTimeIntervals,
        Optional<Duration> digest,
        Optional<List<EscalationConfig>> escalate) {

    /** Nothing of its own. */
    public static final RouteOptions INHERITED = new RouteOptions(
            new GroupOptions(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    /**
     * Which incidents are told together.
     *
     * @param by labels whose values they share
     * @param pause before the first message
     * @param interval between messages
     */
    public record GroupOptions(Optional<List<String>> by, Optional<Duration> pause, Optional<Duration> interval) {}

    public RouteOptions {
        muteTimeIntervals = List.copyOf(muteTimeIntervals);
        activeTimeIntervals = List.copyOf(activeTimeIntervals);
    }
}
