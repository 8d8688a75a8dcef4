package io.stopcause.notifier.decision;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of groups; the kind begins a group's id, so that people and logs tell it from an incident's. */
public enum GroupId {
    /** Incidents that share labels. */
    GROUP("group-"),
    /** What is told every so often. */
    DIGEST("digest-"),
    /** More than a person can read one by one. */
    STORM("storm-"),
    /** What began and ended while nobody was there to tell it. */
    DOWNTIME("downtime-");

    private final String prefix;

    GroupId(String prefix) {
        this.prefix = prefix;
    }

    public String of(String id) {
        return prefix + id;
    }

    /** The kind of an id; nothing for an incident's own. */
    public static Optional<GroupId> kindOf(String id) {
        return Arrays.stream(values())
                .filter(kind -> id.startsWith(kind.prefix))
                .findFirst();
    }
}
