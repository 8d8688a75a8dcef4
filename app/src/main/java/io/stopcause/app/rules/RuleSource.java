package io.stopcause.app.rules;

import io.stopcause.analyzer.rule.RuleSet;
import java.nio.file.Path;
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
     * @throws io.stopcause.analyzer.rule.RuleException if they are not right
     */
    public RuleSet load() {
        return only.map(RuleSet::load).orElseGet(() -> layered(RuleSet.shipped()));
    }

    /** The same with the tests of all of them. */
    public RuleSet loadWithTests() {
        return only.map(RuleSet::load).orElseGet(() -> layered(RuleSet.shippedWithTests()));
    }

    private RuleSet layered(RuleSet shipped) {
        return added.map(shipped::with).orElse(shipped);
    }
}
