package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.model.Answer;
import io.stopcause.model.Question;
import io.stopcause.model.Scope;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known of one scope at one time. Bounded, immutable, and the same whatever the order in which its facts
 * arrived.
 *
 * @param known empty while only answers have come
 * @param tasks by id, the newest {@value ScopeFacts#MOST}
 * @param signals by id, the newest {@value ScopeFacts#MOST}
 * @param answers by question, the newest {@value ScopeFacts#MOST}
 */
public record ScopeState(
        Optional<Scope> known,
        NavigableMap<String, Fact.OfTask> tasks,
        NavigableMap<String, Fact.Signal> signals,
        NavigableMap<String, Answer> answers) {

    public ScopeState {
        tasks = Collections.unmodifiableNavigableMap(new TreeMap<>(tasks));
        signals = Collections.unmodifiableNavigableMap(new TreeMap<>(signals));
        answers = Collections.unmodifiableNavigableMap(new TreeMap<>(answers));
    }

    /** Which scope it is; only for those of which something but answers is known. */
    @JsonIgnore
    Scope scope() {
        return known.orElseThrow();
    }

    /** Whether it lies in an account and Region; what does not say may lie anywhere. */
    boolean isIn(String account, String region) {
        return known.filter(scope -> same(scope.account(), account) && same(scope.region(), region))
                .isPresent();
    }

    private static boolean same(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** Whether a fact about all scopes concerns this one. */
    boolean uses(Fact.Definition fact) {
        return lives().anyMatch(life ->
                life.revision().filter(fact.definition().revision()::equals).isPresent());
    }

    boolean uses(Fact.Instance fact) {
        return lives().anyMatch(
                        life -> life.instance().filter(fact.arn()::equals).isPresent());
    }

    /** The same with tasks judged as their definitions say, where these are known. */
    ScopeState given(Background background) {
        if (tasks.values().stream().noneMatch(task -> task.judgement().isContested())) {
            return this;
        }
        NavigableMap<String, Fact.OfTask> judged = new TreeMap<>();
        tasks.forEach((id, task) -> judged.put(
                id, background.definition(task.life()).map(task::given).orElse(task)));
        return new ScopeState(known, judged, signals, answers);
    }

    private Stream<Fact.TaskLife> lives() {
        return tasks.values().stream().map(Fact.OfTask::life);
    }

    /**
     * The answer to a question. One to a question that names fewer of the same parameters counts too, unless it saw
     * another thing than what is asked about: recordings stay good when rules ask more precisely.
     */
    Optional<Answer> answerTo(Question question) {
        return Optional.ofNullable(answers.get(question.id())).or(() -> answers.values().stream()
                .filter(answer -> isLess(answer, question))
                .max(Comparator.comparing(Answer::time)
                        .thenComparing(answer -> answer.question().id())));
    }

    private static boolean isLess(Answer answer, Question question) {
        Map<String, String> about = answer.question().about();
        return answer.question().check().equals(question.check())
                && !about.isEmpty()
                && question.about().entrySet().containsAll(about.entrySet())
                && answer.facts().entrySet().stream().allMatch(fact -> question.about()
                        .getOrDefault(fact.getKey(), fact.getValue())
                        .equals(fact.getValue()));
    }
}
