package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/** All looks at a rule set, one after the other. */
public final class Lint {

    private static final List<Look> LOOKS = List.of(
            new MissingTests(),
            new DeadRules(),
            new Overlaps(),
            new OrdinaryLines(),
            new SlowExpressions(),
            new DoubledExpressions(),
            new EmptyPlaceholders());

    private Lint() {}

    /**
     * What is wrong, in the order of the files.
     *
     * @param rules a set that was read with its tests
     * @param progress told how many of the looks are done
     */
    public static List<Fault> of(RuleSet rules, IntConsumer progress) {
        Subject subject = new Subject(rules);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < LOOKS.size(); i++) {
            LOOKS.get(i).at(subject, faults::add);
            progress.accept(i + 1);
        }
        return faults.stream()
                .distinct()
                .sorted(Comparator.comparing((Fault fault) -> fault.place().file())
                        .thenComparing(fault -> fault.place().line())
                        .thenComparing(Fault::kind)
                        .thenComparing(Fault::words))
                .toList();
    }
}
