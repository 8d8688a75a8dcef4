package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Answer;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.ServiceHistory.Span;
import io.stopcause.model.ServiceHistory.TaskBar;
import io.stopcause.model.Surface;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The picture of a scope: its tasks as bars, what was said as marks. */
final class History {

    /** Kinds of signals that belong to the picture even when nothing is wrong. */
    private static final Set<String> TOLD = Set.of("service", "deployment", "api");

    private History() {}

    static ServiceHistory of(ScopeState state, List<Episode> episodes, RuleSet rules) {
        Map<String, String> causes = new TreeMap<>();
        episodes.forEach(episode -> episode.failures().forEach(failure -> causes.put(failure.id(), episode.cause())));
        List<TaskBar> bars = state.tasks().values().stream()
                .filter(task ->
                        task.verdict().isPresent() || task.life().revision().isPresent())
                .map(task -> bar(task, causes))
                .sorted(Comparator.comparing((TaskBar bar) -> bar.span().created())
                        .thenComparing(TaskBar::taskId))
                .toList();
        List<Mark> marks = Stream.of(signals(state, causes), lines(state, rules), answers(state))
                .flatMap(each -> each)
                .distinct()
                .sorted(Comparator.comparing(Mark::time)
                        .thenComparing(Mark::kind)
                        .thenComparing(Mark::text))
                .toList();
        return new ServiceHistory(state.scope(), bars, marks);
    }

    private static TaskBar bar(Fact.OfTask task, Map<String, String> causes) {
        Fact.TaskLife life = task.life();
        boolean failed = causes.containsKey(task.id());
        Outcome outcome = failed ? Outcome.FAILED : life.span().ended().isPresent() ? Outcome.NORMAL : Outcome.RUNNING;
        return new TaskBar(
                task.id(),
                life.revision(),
                new Span(
                        life.span().created(),
                        life.span().started(),
                        life.span().ended()),
                outcome,
                java.util.Optional.ofNullable(causes.get(task.id()))
                        .or(() -> task.verdict().map(Verdict::cause)),
                life.detail());
    }

    private static Stream<Mark> signals(ScopeState state, Map<String, String> causes) {
        return state.signals().values().stream()
                .filter(signal -> causes.containsKey(signal.id())
                        || signal.said().verdict().isPresent()
                        || TOLD.contains(signal.kind()))
                .map(signal -> new Mark(
                        signal.time(),
                        signal.kind(),
                        causes.containsKey(signal.id())
                                || signal.said()
                                        .verdict()
                                        .filter(verdict -> !verdict.isNormal())
                                        .isPresent(),
                        signal.said().text().isEmpty()
                                ? signal.name()
                                : signal.said().text()));
    }

    /** The lines that decided; the last lines of a task that nothing explains are in its incident. */
    private static Stream<Mark> lines(ScopeState state, RuleSet rules) {
        return state.tasks().values().stream()
                .flatMap(task -> task.verdict().stream())
                .filter(verdict -> !verdict.isNormal())
                .filter(verdict ->
                        rules.rule(verdict.rule()).filter(Rule::consequence).isEmpty())
                .flatMap(verdict -> verdict.evidence().stream())
                .filter(item -> item.source().equals(Surface.APP_LOG.wire())
                        || item.source().equals(Surface.AGENT_LOG.wire()))
                .flatMap(item -> item.time().stream().map(time -> new Mark(time, "log", true, item.text())));
    }

    private static Stream<Mark> answers(ScopeState state) {
        return state.answers().values().stream()
                .filter(answer -> answer.outcome() != Answer.Outcome.UNKNOWN)
                .map(answer -> new Mark(answer.time(), "answer", false, answer.explanation()));
    }
}
