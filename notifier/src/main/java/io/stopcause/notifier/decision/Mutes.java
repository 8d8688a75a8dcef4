package io.stopcause.notifier.decision;

import io.stopcause.model.Silence;
import io.stopcause.notifier.route.Matcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The silences that people have made. For one thread at a time. */
public final class Mutes {

    private final Map<String, Compiled> byId = new HashMap<>();

    private record Compiled(Silence silence, List<Matcher> matchers) {

        boolean matches(Case about) {
            return matchers.stream().allMatch(matcher -> matcher.matches(about.labels()));
        }
    }

    /**
     * Takes in a silence, in place of one with the same id.
     *
     * @throws Matcher.SyntaxException if its matchers cannot be read
     */
    public void put(Silence silence) {
        byId.put(
                silence.id(),
                new Compiled(
                        silence,
                        silence.matchers().stream()
                                .flatMap(text -> Matcher.parse(text).stream())
                                .toList()));
    }

    /** All of them, over or not, by their start. */
    public List<Silence> all() {
        return byId.values().stream()
                .map(Compiled::silence)
                .sorted(Comparator.comparing(Silence::startsAt).thenComparing(Silence::id))
                .toList();
    }

    /** Whether its matchers mean that incident; false for a silence that is not known. */
    boolean hides(Silence silence, Case about) {
        return Optional.ofNullable(byId.get(silence.id()))
                .filter(each -> each.matches(about))
                .isPresent();
    }

    /** The active one that hides an incident for longest. */
    Optional<Silence> over(Case about, Instant now) {
        return byId.values().stream()
                .filter(each -> each.silence().isActive(now) && each.matches(about))
                .map(Compiled::silence)
                .max(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id));
    }

    /** Every silence with whether it hides an incident at that time, in words. */
    public List<String> explain(Case about, Instant now) {
        List<String> lines = new ArrayList<>();
        for (Silence silence : all()) {
            Compiled compiled = new Compiled(silence, parsed(silence));
            String state = !compiled.matches(about)
                    ? "does not match"
                    : silence.isActive(now) ? "mutes it" : "matches, but is not active";
            lines.add("silence " + silence.id() + " {" + String.join(", ", silence.matchers()) + "} by "
                    + silence.author() + " from " + silence.startsAt() + " to " + silence.endsAt() + ": " + state);
        }
        return lines;
    }

    private static List<Matcher> parsed(Silence silence) {
        return silence.matchers().stream()
                .flatMap(text -> Matcher.parse(text).stream())
                .toList();
    }
}
