package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.Check;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Answer;
import io.stopcause.model.Evidence;
import io.stopcause.model.Question;
import io.stopcause.model.Verified;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the cause of a verdict and its alternatives against the answers: the first that is not refuted stands. */
final class Prover {

    private static final double PROVEN = 0.99;
    private static final double DISPROVEN = 0.1;
    private static final double BY_ELIMINATION = 0.6;

    private final RuleSet rules;
    private final ScopeState state;
    private final Map<Question, Optional<Answer>> answers = new HashMap<>();

    Prover(RuleSet rules, ScopeState state) {
        this.rules = rules;
        this.state = state;
    }

    /** How the account judges one candidate. */
    private record Candidate(
            String cause,
            String rule,
            Verified verified,
            List<Evidence.Item> said,
            List<Question> questions,
            List<Answer> confirming) {}

    Failure.Proof prove(Verdict verdict, Map<String, String> values) {
        Map<String, String> known = new TreeMap<>(values);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(candidate(verdict.cause(), rules.rule(verdict.rule()), known));
        verdict.alternatives().forEach(cause -> candidates.add(candidate(cause, rules.forCause(cause), known)));
        Candidate standing = candidates.stream()
                .filter(each -> each.verified == Verified.CONFIRMED)
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(each -> each.verified != Verified.REFUTED)
                        .findFirst())
                .orElse(candidates.get(0));
        return proof(verdict, candidates, standing, known);
    }

    private static Failure.Proof proof(
            Verdict verdict, List<Candidate> candidates, Candidate standing, Map<String, String> values) {
        List<Evidence.Item> supporting = new ArrayList<>(verdict.evidence());
        List<Evidence.Item> against = new ArrayList<>(verdict.against());
        List<Evidence.Item> unchecked = new ArrayList<>(verdict.unchecked());
        for (Candidate each : candidates) {
            switch (each.verified) {
                case CONFIRMED -> supporting.addAll(each.said);
                case REFUTED -> each.said.forEach(item -> against.add(refuted(each.cause, item)));
                case UNCHECKED -> unchecked.addAll(each.equals(standing) ? each.said : List.of());
            }
        }
        List<String> alternatives = candidates.stream()
                .filter(each -> !each.equals(standing) && each.verified != Verified.REFUTED)
                .map(Candidate::cause)
                .toList();
        return new Failure.Proof(
                new Failure.Result(standing.cause, standing.rule, standing.verified),
                alternatives,
                confidence(verdict, standing),
                new Evidence(supporting, against, unchecked),
                candidates.stream()
                        .flatMap(each -> each.questions.stream())
                        .distinct()
                        .toList(),
                standing.confirming,
                values);
    }

    private static Evidence.Item refuted(String cause, Evidence.Item item) {
        return new Evidence.Item(item.time(), item.source(), item.place(), "not " + cause + ": " + item.text());
    }

    private static double confidence(Verdict verdict, Candidate standing) {
        return switch (standing.verified) {
            case CONFIRMED -> PROVEN;
            case REFUTED -> DISPROVEN;
            case UNCHECKED ->
                standing.cause.equals(verdict.cause())
                        ? verdict.confidence()
                        : Math.min(verdict.confidence(), BY_ELIMINATION);
        };
    }

    private Candidate candidate(String cause, Optional<Rule> rule, Map<String, String> values) {
        Map<Question, Check> asked = new LinkedHashMap<>();
        for (Check check : rule.map(Rule::checks).orElse(List.of())) {
            check.about(values)
                    .ifPresent(about -> asked.put(new Question(state.scope().key(), check.ask(), about), check));
        }
        Verified verified = Verified.UNCHECKED;
        List<Evidence.Item> said = new ArrayList<>();
        List<Answer> confirming = new ArrayList<>();
        for (Map.Entry<Question, Check> each : asked.entrySet()) {
            Optional<Answer> answer = answers.computeIfAbsent(each.getKey(), state::answerTo);
            Verified judged =
                    answer.map(a -> each.getValue().judge(a.outcome())).orElse(Verified.UNCHECKED);
            verified = graver(verified, judged);
            answer.filter(a -> judged == Verified.CONFIRMED).ifPresent(confirming::add);
            said.add(item(each.getKey(), answer));
            answer.ifPresent(a -> a.facts().forEach(values::putIfAbsent));
        }
        List<Question> questions = new ArrayList<>(asked.keySet());
        if (verified == Verified.CONFIRMED) {
            confirming.forEach(each -> Sharers.question(each).ifPresent(questions::add));
        }
        return new Candidate(cause, rule.map(Rule::id).orElse(cause), verified, said, questions, confirming);
    }

    /** One check that refutes is enough; one that confirms is worth more than none. */
    private static Verified graver(Verified a, Verified b) {
        if (a == Verified.REFUTED || b == Verified.REFUTED) {
            return Verified.REFUTED;
        }
        return a == Verified.CONFIRMED || b == Verified.CONFIRMED ? Verified.CONFIRMED : Verified.UNCHECKED;
    }

    private static Evidence.Item item(Question question, Optional<Answer> answer) {
        return new Evidence.Item(
                answer.map(Answer::time),
                "check " + question.check(),
                String.join(", ", question.about().values()),
                answer.map(Answer::explanation).orElse("not looked at yet"));
    }
}
