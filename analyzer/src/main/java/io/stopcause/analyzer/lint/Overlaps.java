package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.lint.Subject.Seen;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Pairs of rules that match each other's positive tests, while nothing says how their causes relate. */
final class Overlaps implements Look {

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        for (Rule rule : subject.rules().rules()) {
            for (String id : strangers(subject, rule)) {
                subject.rules()
                        .rule(id)
                        .filter(other -> id.compareTo(rule.id()) > 0
                                && strangers(subject, other).contains(rule.id()))
                        .ifPresent(other -> faults.accept(subject.warning(
                                rule.id(),
                                "/match",
                                "overlapping",
                                "matches texts of '" + id + "', which matches its own: name the other cause in"
                                        + " 'alternatives' or 'explains', or tell them apart by 'unless'")));
            }
        }
    }

    /** Rules of other causes that match in the positive tests of this one. */
    private static Set<String> strangers(Subject subject, Rule rule) {
        Set<String> strangers = new TreeSet<>();
        subject.tests(rule.id()).stream()
                .filter(seen -> seen.isPositive() && seen.isOfText() && seen.hits(rule))
                .map(Seen::hits)
                .forEach(hits -> hits.stream()
                        .map(hit -> hit.rule())
                        .filter(other -> !isRelated(subject.rules(), rule, other))
                        .forEach(other -> strangers.add(other.id())));
        return strangers;
    }

    private static boolean isRelated(RuleSet rules, Rule rule, Rule other) {
        return rule.cause().equals(other.cause())
                || rules.explains(rule.cause(), other.cause())
                || rules.explains(other.cause(), rule.cause())
                || names(rule, other.cause())
                || names(other, rule.cause());
    }

    private static boolean names(Rule rule, String cause) {
        return rule.match().stream().anyMatch(match -> match.alternatives().contains(cause));
    }
}
