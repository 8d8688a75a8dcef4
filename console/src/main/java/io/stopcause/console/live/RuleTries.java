package io.stopcause.console.live;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often the expressions of each rule are tried on ordinary lines: what a rule costs while nothing fails.
 *
 * @param ruleSet version of the rules
 * @param lines how many lines were looked at
 * @param byRule those that were tried at all, by id
 */
public record RuleTries(String ruleSet, int lines, SortedMap<String, Long> byRule) {

    private static final double THOUSAND = 1000;

    public RuleTries {
        byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
    }

    /** Tries per thousand lines. */
    double perThousand(String rule) {
        return lines == 0 ? 0 : byRule.getOrDefault(rule, 0L) * THOUSAND / lines;
    }
}
