package io.stopcause.analyzer.match;

import io.stopcause.analyzer.match.ExpressionIndex.Owned;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.model.Surface;
import java.util.Collection;
import java.util.List;

/** The harmless contexts, compiled. Immutable. */
final class HarmlessLines {

    private final ExpressionIndex<Context> lines;
    private final ExpressionIndex<Context> cures;

    private record Context(HarmlessRule rule, List<Expression> unless) {}

    HarmlessLines(Collection<HarmlessRule> rules) {
        List<Context> contexts = rules.stream()
                .map(rule -> new Context(rule, Expression.all(rule.unless())))
                .toList();
        this.lines =
                new ExpressionIndex<>(contexts.stream().flatMap(context -> Owned.all(context.rule.line(), context)));
        this.cures =
                new ExpressionIndex<>(contexts.stream().flatMap(context -> Owned.all(context.rule.cure(), context)));
    }

    /** Whether a line only quotes or mentions failures. */
    boolean isHarmless(Surface surface, String line) {
        return lines.matching(line)
                .filter(context -> context.rule.on().contains(surface))
                .anyMatch(context -> context.unless.stream().noneMatch(each -> each.find(line)));
    }

    /** Whether a line says that a passing failure is over. */
    boolean cures(Surface surface, String line) {
        return cures.matching(line).anyMatch(context -> context.rule.on().contains(surface));
    }
}
