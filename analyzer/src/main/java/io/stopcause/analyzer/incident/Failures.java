package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.correlation.Span;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What failed in a scope, each under the cause that explains it, and what are only symptoms. */
final class Failures {

    /** ECS repeats a service's message only when it was resolved in between, or after six hours. */
    private static final Duration SILENCE = Duration.ofHours(6).plusMinutes(15);

    private static final Set<String> REPEATED = Set.of("service", "deployment");

    private final RuleSet rules;
    private final Background background;
    private final ScopeState state;
    private final Instant asOf;
    private final Prover prover;
    private final UnusualLines unusual;
    private final WholeReasons reasons;

    Failures(RuleSet rules, Background background, ScopeState state, Instant asOf) {
        this.rules = rules;
        this.background = background;
        this.state = state;
        this.asOf = asOf;
        this.prover = new Prover(rules, state);
        this.unusual = new UnusualLines(state);
        this.reasons = new WholeReasons(rules, state);
    }

    /**
     * The failures of a scope.
     *
     * @param bearing those that make incidents, ordered by time
     * @param symptoms signals that something else may explain, ordered by time
     * @param lasting by cause, what only its own lower threshold ends
     */
    record Sorted(List<Failure> bearing, List<Failure> symptoms, Map<String, List<Span>> lasting) {}

    Sorted sorted() {
        List<Correlations.Detected> detected = new Correlations(rules, state, asOf).all();
        List<Failure> all = Stream.of(
                        state.tasks().values().stream().flatMap(this::ofTask),
                        state.signals().values().stream().flatMap(this::ofSignal),
                        together(detected))
                .flatMap(each -> each)
                .sorted(Failure.BY_TIME)
                .toList();
        Explanations explanations = new Explanations(rules, all);
        List<Failure> bearing = new ArrayList<>();
        List<Failure> symptoms = new ArrayList<>();
        for (Failure failure : all) {
            Optional<Failure> explaining = explanations.root(failure).or(() -> WholeReasons.goingOn(failure, all));
            if (failure.task().isPresent()) {
                bearing.add(explaining.map(failure::under).orElse(failure));
            } else if (explaining.isPresent() || isConsequence(failure.cause())) {
                symptoms.add(failure);
            } else {
                bearing.add(failure);
            }
        }
        Map<String, List<Span>> lasting = new TreeMap<>();
        detected.forEach(each -> each.lasting()
                .ifPresent(span -> lasting.computeIfAbsent(each.verdict().cause(), cause -> new ArrayList<>())
                        .add(span)));
        return new Sorted(bearing, symptoms, lasting);
    }

    private Stream<Failure> ofTask(Fact.OfTask fact) {
        return fact.verdict().filter(verdict -> !Findings.isOne(verdict, rules)).stream()
                .filter(verdict -> verdict.hold()
                        .filter(hold -> hold.until().isAfter(asOf))
                        .isEmpty())
                .map(reasons::of)
                .map(verdict -> unseen(fact, verdict))
                .map(verdict -> isConsequence(verdict.cause()) ? unusual.first(verdict) : verdict)
                .map(verdict -> failure(fact.id(), verdict, values(fact, verdict), Optional.of(fact), quiet(fact)));
    }

    private Map<String, String> values(Fact.OfTask fact, Verdict verdict) {
        Map<String, String> values = new TreeMap<>(background.values(fact.life()));
        values.putAll(verdict.values());
        // Of the host, a task's own attributes name the processor only.
        Optional.ofNullable(values.get("hostPlatform")).ifPresent(host -> values.put("taskPlatform", host));
        return values;
    }

    private Stream<Failure> ofSignal(Fact.Signal fact) {
        Duration quiet = REPEATED.contains(fact.kind()) ? SILENCE : Episode.QUIET;
        return fact.said().verdict().filter(verdict -> !Findings.isOne(verdict, rules)).stream()
                .map(verdict -> failure(fact.id(), verdict, verdict.values(), Optional.empty(), quiet));
    }

    private Stream<Failure> together(List<Correlations.Detected> detected) {
        return detected.stream()
                .filter(each -> !Findings.isOne(each.verdict(), rules))
                .map(each -> failure(each.id(), each.verdict(), each.verdict().values(), Optional.empty(), SILENCE));
    }

    /** A task that still waits to run says nothing either. */
    private static Duration quiet(Fact.OfTask fact) {
        boolean waits = fact.life().revision().isPresent()
                && !fact.life().running()
                && fact.life().span().ended().isEmpty();
        return waits ? SILENCE : Episode.QUIET;
    }

    private Failure failure(
            String id, Verdict verdict, Map<String, String> values, Optional<Fact.OfTask> task, Duration quiet) {
        Failure.Proof proof = prover.prove(verdict, values);
        return new Failure(id, proof.result().cause(), verdict, proof, task, quiet);
    }

    /** A death that nothing explains, in a task whose output is lost, is told as just that. */
    private Verdict unseen(Fact.OfTask fact, Verdict verdict) {
        boolean seen =
                verdict.evidence().stream().anyMatch(item -> item.source().equals(Surface.APP_LOG.wire()));
        boolean silent = background
                .definition(fact.life())
                .filter(definition -> definition.isSilent(verdict.values().getOrDefault("container", "")))
                .isPresent();
        if (seen || !silent || !isConsequence(verdict.cause())) {
            return verdict;
        }
        return rules.forBlindSpot(Findings.NO_LOGS)
                .map(rule -> unseen(rule, verdict))
                .orElse(verdict);
    }

    private static Verdict unseen(Rule rule, Verdict verdict) {
        Match match = rule.match().stream()
                .filter(each -> each.blind().isPresent())
                .findFirst()
                .orElseThrow();
        List<String> alternatives = Stream.concat(Stream.of(verdict.cause()), match.alternatives().stream())
                .filter(cause -> !cause.equals(rule.cause()))
                .distinct()
                .toList();
        return new Verdict(
                rule.cause(),
                alternatives,
                match.confidence(),
                rule.id(),
                verdict.time(),
                verdict.firstSign(),
                verdict.lastSign(),
                verdict.evidence(),
                verdict.against(),
                verdict.unchecked(),
                verdict.values(),
                verdict.hold());
    }

    private boolean isConsequence(String cause) {
        return rules.forCause(cause).filter(Rule::consequence).isPresent();
    }
}
