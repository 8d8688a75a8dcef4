package io.stopcause.ingest.install;

import java.util.Arrays;
import java.util.List;

/**
 * Which log groups somebody wants read.
 *
 * @param groups whole names
 * @param prefixes starts of names
 */
public record LogChoice(List<String> groups, List<String> prefixes) {

    /** None. */
    public static final LogChoice NONE = new LogChoice(List.of(), List.of());

    public LogChoice {
        groups = List.copyOf(groups);
        prefixes = List.copyOf(prefixes);
    }

    public boolean isEmpty() {
        return groups.isEmpty() && prefixes.isEmpty();
    }

    /**
     * Whether stopcause itself writes there: reading that would make it write more. Told by a part of the name, such as
     * in {@code /ecs/stopcause} or {@code /ecs/stopcause-ingest}.
     */
    public static boolean isOwn(String group, Installation installation) {
        return Arrays.stream(group.split("/", -1))
                .anyMatch(part -> List.of(Installation.TAG, installation.name()).stream()
                        .anyMatch(own -> part.equals(own) || part.startsWith(own + "-")));
    }
}
