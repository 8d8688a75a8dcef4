package io.stopcause.analyzer;

import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Runs the tests that live with the rules against a whole rule set. Safe for use by several threads. */
public final class RuleTester {

    private final Judge judge;
    private final Explainer explainer;

    /** @throws IllegalStateException if the rules have been read without their tests */
    public RuleTester(RuleSet rules) {
        this(new Judge(rules));
    }

    public RuleTester(Judge judge) {
        if (!judge.rules().isComplete()) {
            throw new IllegalStateException("these rules have been read without their tests");
        }
        this.judge = judge;
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
     * @param rule id of the rule that it lives with
     * @param number of the test in its rule, from 1
     * @param found the cause that was named instead
     */
    public record Failure(String rule, int number, RuleTest test, Optional<String> found) {}

    /**
     * Runs tests.
     *
     * @param owner chooses the rules and harmless contexts whose tests run, by id
     * @param progress told after each of them how many tests have run
     */
    public Report run(Predicate<String> owner, IntConsumer progress) {
        List<Failure> failures = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, List<RuleTest>> rule : tests(judge.rules()).entrySet()) {
            if (owner.test(rule.getKey())) {
                count += run(rule.getKey(), rule.getValue(), failures);
                progress.accept(count);
            }
        }
        return new Report(count, failures);
    }

    /** The tests of all rules and harmless contexts, by id. */
    public static SortedMap<String, List<RuleTest>> tests(RuleSet rules) {
        SortedMap<String, List<RuleTest>> tests = new TreeMap<>();
        rules.rules().forEach(rule -> tests.put(rule.id(), rule.tests()));
        rules.harmless().forEach(rule -> tests.put(rule.id(), rule.tests()));
        return tests;
    }

    private int run(String rule, List<RuleTest> tests, List<Failure> failures) {
        for (int i = 0; i < tests.size(); i++) {
            Optional<String> found = found(tests.get(i));
            if (!agree(tests.get(i).expect(), found)) {
                failures.add(new Failure(rule, i + 1, tests.get(i), found));
            }
        }
        return tests.size();
    }

    /** Whether a test holds. */
    public boolean holds(RuleTest test) {
        return agree(test.expect(), found(test));
    }

    /** What matches in the text of a test, or in any of its records. */
    public List<Hit> hits(RuleTest test) {
        return test.records().isEmpty()
                ? explainer.hits(test.on().orElse(Surface.APP_LOG), test.text().orElse(""))
                : VirtualTime.hits(judge, test.records());
    }

    /** What the rules say about a test: the cause that they name. */
    public Optional<String> found(RuleTest test) {
        if (!test.records().isEmpty()) {
            return VirtualTime.play(judge, test.records());
        }
        return explainer.cause(test.on().orElse(Surface.APP_LOG), test.text().orElse(""));
    }

    /** "Nothing wrong" and a normal stop are the same to somebody who would be paged. */
    private static boolean agree(Optional<String> expected, Optional<String> found) {
        return expected.equals(found)
                || (expected.isEmpty()
                        && found.filter(cause -> cause.startsWith("normal-")).isPresent());
    }
}
