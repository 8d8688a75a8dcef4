package io.stopcause.app.rules;

import io.stopcause.analyzer.lint.OrdinaryLines;
import io.stopcause.analyzer.lint.OrdinaryLines.Line;
import io.stopcause.analyzer.match.Attempts;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.console.live.RuleTries;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts how often rules are tried on ordinary lines: the part of their cost that needs no clock. */
public final class Tries {

    private Tries() {}

    /** Takes about a second, in which all rules are compiled. */
    public static RuleTries of(RuleSet rules) {
        Attempts attempts = new Attempts(rules);
        List<Line> lines = OrdinaryLines.all();
        SortedMap<String, Long> byRule = lines.stream()
                .flatMap(line -> attempts.of(line.surface(), line.text()).stream())
                .collect(Collectors.groupingBy(attempt -> attempt.rule().id(), TreeMap::new, Collectors.counting()));
        return new RuleTries(rules.version(), lines.size(), byRule);
    }
}
