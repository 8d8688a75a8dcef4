package io.stopcause.app.rules;

import io.stopcause.analyzer.RuleTester;
import io.stopcause.analyzer.rule.Places;
import io.stopcause.analyzer.rule.RuleException;
import io.stopcause.analyzer.rule.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the rules come from.
 *
 * @param added directory whose rules lie on top of the ones that come with stopcause; absent if there is none
 * @param only directory whose rules are used alone; absent if the shipped ones are used
 */
public record RuleSource(Optional<Path> added, Optional<Path> only) {

    /** What comes with stopcause and nothing else. */
    public static final RuleSource SHIPPED = new RuleSource(Optional.empty(), Optional.empty());

    /** The same with relative paths as seen from there. */
    public RuleSource startingAt(Path home) {
        return new RuleSource(added.map(home::resolve), only.map(home::resolve));
    }

    /** The directory that somebody may change while stopcause runs. */
    public Optional<Path> directory() {
        return only.or(() -> added);
    }

    /**
     * Reads the rules.
     *
     * @throws RuleException if they are not right
     */
    public RuleSet load() {
        return only.map(RuleSet::load).orElseGet(() -> layered(RuleSet.shipped()));
    }

    /** The same with the tests of all of them. */
    public RuleSet loadWithTests() {
        return only.map(RuleSet::load).orElseGet(() -> layered(RuleSet.shippedWithTests()));
    }

    /**
     * Reads the rules and runs the tests of those that did not come with stopcause as they are.
     *
     * @throws RuleException if they are not right, or do not pass their own tests
     */
    public RuleSet loadTested() {
        if (directory().isEmpty()) {
            return load();
        }
        RuleSet rules = loadWithTests();
        Places places = new Places(rules);
        List<String> problems = new RuleTester(rules)
                .run(id -> !rules.isShipped(id), done -> {}).failures().stream()
                        .map(failure -> places.of(failure.rule(), "/tests/" + (failure.number() - 1)) + ": "
                                + failure.rule() + " does not pass its test " + failure.number() + ": expected "
                                + failure.test().expect().orElse("nothing") + ", found "
                                + failure.found().orElse("nothing"))
                        .toList();
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return rules;
    }

    private RuleSet layered(RuleSet shipped) {
        return added.map(shipped::with).orElse(shipped);
    }
}
