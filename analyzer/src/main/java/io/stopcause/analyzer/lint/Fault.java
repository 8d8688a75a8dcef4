package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.rule.Places;

/**
 * Something that is wrong with a rule.
 *
 * @param place file and line
 * @param rule id of the rule or harmless context
 * @param kind one word, the same for faults of the same sort
 * @param words what it is and what to do
 */
public record Fault(Level level, Places.Place place, String rule, String kind, String words) {

    /** How bad it is. */
    public enum Level {
        /** The rule does harm or nothing. */
        ERROR,
        /** Somebody should look. */
        WARNING
    }
}
