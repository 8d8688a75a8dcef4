package io.stopcause.analyzer.match;

import io.stopcause.analyzer.match.ExpressionIndex.Owned;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.model.Surface;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The harmless contexts, compiled. Immutable. */
final class HarmlessLines {

    private final Optional<HarmlessLines> others;
    private final Predicate<String> ofOthers;
    private final ExpressionIndex<Context> lines;
    private final ExpressionIndex<Context> cures;

    private record Context(HarmlessRule rule, List<Expression> unless) {

        boolean counts(Surface surface, Predicate<String> ids) {
            return rule.on().contains(surface) && ids.test(rule.id());
        }
    }

    HarmlessLines(Collection<HarmlessRule> rules) {
        this(rules, Optional.empty(), id -> true);
    }

    /** @param ofOthers which contexts of the others still count, by id */
    private HarmlessLines(Collection<HarmlessRule> rules, Optional<HarmlessLines> others, Predicate<String> ofOthers) {
        this.others = others;
        this.ofOthers = ofOthers;
        List<Context> contexts = rules.stream()
                .filter(rule -> !rule.named())
                .map(rule -> new Context(rule, Expression.all(rule.unless())))
                .toList();
        this.lines =
                new ExpressionIndex<>(contexts.stream().flatMap(context -> Owned.all(context.rule.line(), context)));
        this.cures =
                new ExpressionIndex<>(contexts.stream().flatMap(context -> Owned.all(context.rule.cure(), context)));
    }

    /** The same with one context changed. */
    HarmlessLines replacing(HarmlessRule changed) {
        return new HarmlessLines(List.of(changed), Optional.of(this), id -> !id.equals(changed.id()));
    }

    /** Whether a line only quotes or mentions failures. */
    boolean isHarmless(Surface surface, String line) {
        return context(surface, line).isPresent();
    }

    /** The first context that says so. */
    Optional<HarmlessRule> context(Surface surface, String line) {
        return matching(surface, line, id -> true).findFirst();
    }

    /** Whether the stack trace below a line is as harmless as the line is. */
    boolean coversTrace(Surface surface, String line) {
        return matching(surface, line, id -> true).anyMatch(HarmlessRule::trace);
    }

    private Stream<HarmlessRule> matching(Surface surface, String line, Predicate<String> counts) {
        Stream<HarmlessRule> own = lines.matching(line)
                .filter(context -> context.counts(surface, counts))
                .filter(context -> context.unless.stream().noneMatch(each -> each.find(line)))
                .map(Context::rule);
        return Stream.concat(own, others.stream().flatMap(contexts -> contexts.matching(surface, line, ofOthers)));
    }

    /** Whether a line says that a passing failure is over. */
    boolean cures(Surface surface, String line) {
        return cures(surface, line, id -> true);
    }

    private boolean cures(Surface surface, String line, Predicate<String> counts) {
        return cures.matching(line).anyMatch(context -> context.counts(surface, counts))
                || others.filter(contexts -> contexts.cures(surface, line, ofOthers))
                        .isPresent();
    }
}
