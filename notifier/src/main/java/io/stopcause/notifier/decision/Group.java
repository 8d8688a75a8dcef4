package io.stopcause.notifier.decision;

import java.time.Duration;

/**
 * What is told in one message.
 *
 * @param id of the incident, where it is told by itself; else one that begins with its kind
 * @param name what its incidents have in common, in words; empty for one incident
 * @param pause before its first message
 * @param interval between its messages
 */
public record Group(String id, String name, Duration pause, Duration interval) {

    static Group alone(String incident) {
        return new Group(incident, "", Duration.ZERO, Duration.ZERO);
    }

    /** Whether it is one incident that is told by itself. */
    public boolean isAlone() {
        return name.isEmpty();
    }
}
