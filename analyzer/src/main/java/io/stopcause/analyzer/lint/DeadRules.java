package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.lint.Subject.Seen;
import io.stopcause.analyzer.match.Choice;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Rules and entries that say nothing: none of their own tests reaches them, or another rule always speaks instead. */
final class DeadRules implements Look {

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        for (Rule rule : subject.rules().rules()) {
            List<Seen> positives =
                    subject.tests(rule.id()).stream().filter(Seen::isPositive).toList();
            if (!positives.isEmpty() && positives.stream().noneMatch(seen -> wins(rule, seen))) {
                faults.accept(subject.error(
                        rule.id(),
                        "/id",
                        "dead",
                        "never names its cause in any of its own positive tests" + instead(positives)
                                + ": raise its confidence, say which explains which, or remove it"));
            }
            for (int i = 0; i < rule.match().size(); i++) {
                entry(subject, rule, i, faults);
            }
        }
    }

    private static boolean wins(Rule rule, Seen seen) {
        return seen.isOfText()
                ? seen.hits(rule) && seen.names(rule.cause())
                : seen.holds()
                        && seen.test().expect().filter(rule.cause()::equals).isPresent();
    }

    private static String instead(List<Seen> tests) {
        Set<String> others = tests.stream()
                .flatMap(seen -> seen.choice().stream())
                .map(choice -> choice.hit().rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
        return others.isEmpty() ? "" : ", where " + String.join(", ", others) + " wins";
    }

    private static void entry(Subject subject, Rule rule, int index, Consumer<Fault> faults) {
        Match match = rule.match().get(index);
        if (!match.isDirect() || match.blind().isPresent()) {
            return;
        }
        String place = "/match/" + index;
        List<Seen> reached = subject.tests(rule.id()).stream()
                .filter(seen -> seen.hits(match))
                .toList();
        if (reached.isEmpty()) {
            faults.accept(subject.error(
                    rule.id(), place, "unreached", "no test of the rule reaches this entry: add one, or remove it"));
        } else if (reached.stream().allMatch(seen -> isShadowed(rule, match, seen))) {
            faults.accept(subject.warning(
                    rule.id(),
                    place,
                    "shadowed",
                    "in each test that reaches this entry another rule is surer" + instead(reached)
                            + ": raise the confidence, or remove the entry"));
        }
    }

    private static boolean isShadowed(Rule rule, Match match, Seen seen) {
        return seen.choice()
                .map(Choice::hit)
                .filter(hit -> !hit.rule().id().equals(rule.id()) && hit.match().confidence() > match.confidence())
                .isPresent();
    }
}
