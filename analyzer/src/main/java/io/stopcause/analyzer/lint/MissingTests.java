package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleTest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Rules without a test of each kind. */
final class MissingTests implements Look {

    private static final Map<RuleTest.Kind, String> WANTED = Map.of(
            RuleTest.Kind.POSITIVE, "no positive test: add a text that it is made for",
            RuleTest.Kind.NEGATIVE, "no negative test: add an ordinary text of the same subject",
            RuleTest.Kind.NEAR_MISS, "no near-miss test: add a text that shares its words and means something else");

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        for (Rule rule : subject.rules().rules()) {
            Set<RuleTest.Kind> kinds = rule.tests().stream().map(RuleTest::kind).collect(Collectors.toSet());
            WANTED.forEach((kind, words) -> {
                if (!kinds.contains(kind)) {
                    faults.accept(subject.error(rule.id(), "/tests", "untested", words));
                }
            });
        }
    }
}
