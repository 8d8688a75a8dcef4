package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text or event that is a step of a correlated entry.
 *
 * @param text what matched, or the words of the event
 * @param captures by name
 */
public record StepHit(Place place, String text, Map<String, String> captures) {

    public StepHit {
        captures = Collections.unmodifiableMap(new TreeMap<>(captures));
    }

    /**
     * Which step it is.
     *
     * @param step 0 for the entry's own
     */
    public record Place(Rule rule, int entry, int step) {

        public Match match() {
            return rule.match().get(entry);
        }

        /** {@code rule#entry/step}. */
        public String name() {
            return name(rule, entry, step);
        }

        public static String name(Rule rule, int entry, int step) {
            return rule.id() + "#" + entry + "/" + step;
        }
    }
}
