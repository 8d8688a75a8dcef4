package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.lint.Expressions.Written;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The same expression twice where one text would reach both. */
final class DoubledExpressions implements Look {

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        Map<String, Written> first = new HashMap<>();
        for (Written each : Expressions.ofTexts(subject.rules())) {
            Written other = first.putIfAbsent(each.source(), each);
            if (other != null && other.rule().equals(each.rule()) && other.entry() == each.entry()) {
                faults.accept(subject.error(
                        each.rule(), each.pointer(), "doubled", "'" + each.source() + "' stands twice in this entry"));
            } else if (other != null && meet(subject, other, each)) {
                faults.accept(subject.warning(
                        each.rule(),
                        each.pointer(),
                        "doubled",
                        "'" + each.source() + "' stands in '" + other.rule() + "' too, and no 'all' or 'unless' tells"
                                + " them apart: keep it in one of them"));
            }
        }
    }

    private static boolean meet(Subject subject, Written one, Written other) {
        Match first = match(subject, one);
        Match second = match(subject, other);
        return !Collections.disjoint(first.on(), second.on())
                && first.all().equals(second.all())
                && first.unless().equals(second.unless())
                && first.isDirect() == second.isDirect();
    }

    private static Match match(Subject subject, Written each) {
        return subject.rules().rule(each.rule()).map(Rule::match).orElseThrow().get(each.entry());
    }
}
