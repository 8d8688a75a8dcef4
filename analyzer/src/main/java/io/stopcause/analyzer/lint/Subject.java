package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.RuleTester;
import io.stopcause.analyzer.match.Choice;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Places;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rule set that is looked at, with what its tests show. For one thread. */
final class Subject {

    private final RuleSet rules;
    private final Judge judge;
    private final Places places;
    private final Map<String, List<Seen>> tests = new TreeMap<>();

    /** A test, what matches in it, and what is made of that. */
    record Seen(RuleTest test, boolean holds, List<Hit> hits, Optional<Choice> choice) {

        boolean isPositive() {
            return test.kind() == RuleTest.Kind.POSITIVE;
        }

        boolean isOfText() {
            return test.records().isEmpty();
        }

        boolean hits(Rule rule) {
            return hits.stream().anyMatch(hit -> hit.rule().id().equals(rule.id()));
        }

        boolean hits(Match match) {
            return hits.stream().anyMatch(hit -> hit.match().equals(match));
        }

        boolean names(String cause) {
            return choice.filter(made -> made.cause().equals(cause)).isPresent();
        }
    }

    Subject(RuleSet rules) {
        this.rules = rules;
        this.judge = new Judge(rules);
        this.places = new Places(rules);
        RuleTester tester = new RuleTester(judge);
        RuleTester.tests(rules).forEach((rule, list) -> {
            List<Seen> seen = new ArrayList<>();
            for (RuleTest test : list) {
                List<Hit> hits = tester.hits(test);
                seen.add(new Seen(test, tester.holds(test), hits, Choice.of(hits, rules)));
            }
            tests.put(rule, seen);
        });
    }

    RuleSet rules() {
        return rules;
    }

    Judge judge() {
        return judge;
    }

    /** The tests that live with a rule. */
    List<Seen> tests(String rule) {
        return tests.getOrDefault(rule, List.of());
    }

    Fault error(String rule, String pointer, String kind, String words) {
        return new Fault(Fault.Level.ERROR, places.of(rule, pointer), rule, kind, words);
    }

    Fault warning(String rule, String pointer, String kind, String words) {
        return new Fault(Fault.Level.WARNING, places.of(rule, pointer), rule, kind, words);
    }
}
