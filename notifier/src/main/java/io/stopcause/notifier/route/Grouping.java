package io.stopcause.notifier.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which incidents are told in one message, and when.
 *
 * @param by labels whose values they share; absent where each incident is told by itself, since an incident is a group of
 *     failures already
 * @param pause before the first message of a group ({@code groupWait})
 * @param interval before a message with what is new in the group ({@code groupInterval})
 */
public record Grouping(Optional<List<String>> by, Duration pause, Duration interval) {

    /** Each incident by itself and at once. */
    static final Grouping NONE = new Grouping(Optional.empty(), Duration.ZERO, Duration.ZERO);

    /** In place of a label: all of them. */
    static final String ALL = "...";

    static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
    static final Duration USUAL_INTERVAL = Duration.ofMinutes(5);

    public Grouping {
        by = by.map(List::copyOf);
    }

    /** What the incidents of the same group as this one share. */
    public Map<String, String> shared(Map<String, String> labels) {
        List<String> names = by.orElse(List.of(ALL));
        if (names.contains(ALL)) {
            return labels;
        }
        Map<String, String> shared = new TreeMap<>();
        names.forEach(name -> shared.put(name, labels.getOrDefault(name, "")));
        return shared;
    }
}
