package io.stopcause.analyzer;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the tests that live with the rules against the whole rule set. */
public final class RuleTester {

    private final RuleSet rules;
    private final Judge judge;
    private final Explainer explainer;

    public RuleTester(RuleSet rules) {
        this.rules = rules;
        this.judge = new Judge(rules);
        this.explainer = new Explainer(judge);
    }

    /**
     * What a run found.
     *
     * @param count how many tests ran
     * @param failures those that did not hold
     */
    public record Report(int count, List<Failure> failures) {

        public Report {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A test that did not hold.
     *
     * @param number of the test in its rule, from 1
     */
    public record Failure(String rule, int number, RuleTest test, Optional<String> found) {

        @Override
        public String toString() {
            return rule + ", test " + number + " (" + test.kind() + "): expected "
                    + test.expect().orElse("nothing")
                    + ", found " + found.orElse("nothing") + ": "
                    + test.text().orElse(test.records().toString()).strip();
        }
    }

    /** Runs all tests, or those of one rule. */
    public Report run(Optional<String> only) {
        List<Failure> failures = new ArrayList<>();
        int count = 0;
        for (Rule rule : rules.rules()) {
            if (only.isEmpty() || only.get().equals(rule.id())) {
                count += run(rule.id(), rule.tests(), failures);
            }
        }
        for (HarmlessRule rule : rules.harmless()) {
            if (only.isEmpty() || only.get().equals(rule.id())) {
                count += run(rule.id(), rule.tests(), failures);
            }
        }
        return new Report(count, failures);
    }

    private int run(String rule, List<RuleTest> tests, List<Failure> failures) {
        for (int i = 0; i < tests.size(); i++) {
            Optional<String> found = run(tests.get(i));
            if (!agree(tests.get(i).expect(), found)) {
                failures.add(new Failure(rule, i + 1, tests.get(i), found));
            }
        }
        return tests.size();
    }

    private Optional<String> run(RuleTest test) {
        if (!test.records().isEmpty()) {
            return VirtualTime.play(judge, test.records());
        }
        return explainer
                .explain(test.on().orElse(Surface.APP_LOG), test.text().orElse(""))
                .cause();
    }

    /** "Nothing wrong" and a normal stop are the same to somebody who would be paged. */
    private static boolean agree(Optional<String> expected, Optional<String> found) {
        return expected.equals(found)
                || (expected.isEmpty()
                        && found.filter(cause -> cause.startsWith("normal-")).isPresent());
    }
}
