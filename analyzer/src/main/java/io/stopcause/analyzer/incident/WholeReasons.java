package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.ending.Reasons;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import io.stopcause.model.Surface;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A reason that is cut in a task's state may stand whole in what ECS says of the service, and the other way round. */
final class WholeReasons {

    private static final Set<String> REASONS =
            Set.of(AwsEvent.TASK_STATE, Surface.TASK_STOPPED_REASON.wire(), Surface.CONTAINER_REASON.wire());

    private final List<Fact.Signal> telling;

    WholeReasons(RuleSet rules, ScopeState state) {
        telling = state.signals().values().stream()
                .filter(signal -> signal.said()
                        .verdict()
                        .filter(verdict -> !Findings.isOne(verdict, rules))
                        .flatMap(verdict -> rules.rule(verdict.rule()))
                        .filter(rule -> !isSilent(rule))
                        .isPresent())
                .sorted(Comparator.comparing(Fact.Signal::time).thenComparing(Fact.Signal::id))
                .toList();
    }

    private static boolean isSilent(Rule rule) {
        return rule.consequence() || rule.cause().equals("unknown");
    }

    /** The verdict of a task whose reason is cut, as the whole reason gives it; else the same. */
    Verdict of(Verdict verdict) {
        return reasons(verdict)
                .filter(Reasons::isCut)
                .flatMap(cut -> whole(verdict, cut))
                .findFirst()
                .orElse(verdict);
    }

    private static Stream<String> reasons(Verdict verdict) {
        return verdict.evidence().stream()
                .filter(item -> REASONS.contains(item.source()))
                .map(Evidence.Item::text);
    }

    private Stream<Verdict> whole(Verdict verdict, String cut) {
        return telling.stream()
                .filter(signal ->
                        Explanations.distance(signal.time(), verdict.time()).compareTo(Explanations.NEAR) <= 0)
                .filter(signal -> goesOn(cut, List.of(signal.said().text())))
                .map(signal -> told(verdict, signal));
    }

    private static boolean goesOn(String cut, List<String> others) {
        return Reasons.whole(cut, others).isPresent();
    }

    private static Verdict told(Verdict verdict, Fact.Signal signal) {
        Verdict whole = signal.said().verdict().orElseThrow();
        Map<String, String> values = new TreeMap<>(verdict.values());
        values.putAll(whole.values());
        return new Verdict(
                whole.cause(),
                whole.alternatives(),
                whole.confidence(),
                whole.rule(),
                verdict.time(),
                verdict.firstSign(),
                verdict.lastSign(),
                Stream.concat(whole.evidence().stream(), verdict.evidence().stream())
                        .toList(),
                verdict.against(),
                verdict.unchecked(),
                values,
                verdict.hold());
    }

    /** The task whose reason goes on where that of a service's message is cut. */
    static Optional<Failure> goingOn(Failure said, List<Failure> all) {
        List<String> cut = said.verdict().evidence().stream()
                .map(Evidence.Item::text)
                .filter(Reasons::isCut)
                .toList();
        return cut.isEmpty() || said.task().isPresent()
                ? Optional.empty()
                : all.stream()
                        .filter(other -> other.task().isPresent())
                        .filter(other ->
                                Explanations.distance(other.time(), said.time()).compareTo(Explanations.NEAR) <= 0)
                        .filter(other -> cut.stream()
                                .anyMatch(text ->
                                        goesOn(text, reasons(other.verdict()).toList())))
                        .findFirst();
    }
}
