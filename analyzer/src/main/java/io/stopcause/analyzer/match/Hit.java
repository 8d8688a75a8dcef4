package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule that matched.
 *
 * @param match the entry of the rule that did
 * @param text what matched: the part of the text, or the event's type
 * @param line the text or line around it
 * @param captures values of the expression's named groups
 */
public record Hit(Rule rule, Match match, String text, String line, Map<String, String> captures) {

    public Hit {
        captures = Collections.unmodifiableMap(new TreeMap<>(captures));
    }
}
