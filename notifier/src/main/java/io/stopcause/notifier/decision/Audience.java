package io.stopcause.notifier.decision;

import java.util.Set;

/**
 * Everybody who can be told, by name.
 *
 * @param people receivers of what has really happened
 * @param canaries receivers of failures that are invented, which reach nobody else
 */
public record Audience(Set<String> people, Set<String> canaries) {

    public Audience {
        people = Set.copyOf(people);
        canaries = Set.copyOf(canaries);
    }
}
