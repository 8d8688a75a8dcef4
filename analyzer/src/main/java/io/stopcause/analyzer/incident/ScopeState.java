package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.model.Answer;
import io.stopcause.model.Question;
import io.stopcause.model.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that is known of one scope. Bounded, immutable, and the same whatever the order in which its facts arrive.
 *
 * @param known empty while only answers have come
 * @param tasks by id, the newest {@value #MOST}
 * @param signals by id, the newest {@value #MOST}
 * @param answers by question, the newest {@value #MOST}
 */
public record ScopeState(
        Optional<Scope> known,
        NavigableMap<String, Fact.OfTask> tasks,
        NavigableMap<String, Fact.Signal> signals,
        NavigableMap<String, Answer> answers) {

    /** How many tasks, signals and answers are kept of each; a crash loop of one task a minute fills a day and a half. */
    static final int MOST = 2_000;

    private static final int COMPARED = 20;

    /** Of two of the same time, the same one in any order. */
    private static final Comparator<Answer> NEWER = Comparator.comparing(Answer::time)
            .thenComparing(Answer::outcome)
            .thenComparing(Answer::explanation)
            .thenComparing(answer -> answer.facts().toString());

    public ScopeState {
        tasks = Collections.unmodifiableNavigableMap(new TreeMap<>(tasks));
        signals = Collections.unmodifiableNavigableMap(new TreeMap<>(signals));
        answers = Collections.unmodifiableNavigableMap(new TreeMap<>(answers));
    }

    /** A scope of which nothing is known. */
    public static final ScopeState EMPTY =
            new ScopeState(Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

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

    ScopeState with(Fact.OfTask fact) {
        NavigableMap<String, Fact.OfTask> changed = new TreeMap<>(tasks);
        changed.put(fact.id(), fact);
        forgetTemplates(changed);
        return new ScopeState(
                Optional.of(fact.scope()),
                newest(changed, each -> each.verdict().isPresent(), each -> each.life()
                        .span()
                        .created()),
                signals,
                answers);
    }

    /** What the newest tasks wrote that ended well is enough to compare with. */
    private static void forgetTemplates(NavigableMap<String, Fact.OfTask> tasks) {
        tasks.values().stream()
                .filter(task -> !task.templates().isEmpty())
                .sorted(Comparator.comparing(
                                (Fact.OfTask task) -> task.life().span().created())
                        .thenComparing(Fact.OfTask::id)
                        .reversed())
                .skip(COMPARED)
                .toList()
                .forEach(task -> tasks.put(task.id(), task.withoutTemplates()));
    }

    ScopeState without(Fact.Withdrawn fact) {
        NavigableMap<String, Fact.OfTask> changed = new TreeMap<>(tasks);
        changed.remove(fact.id());
        return new ScopeState(Optional.of(fact.scope()), changed, signals, answers);
    }

    ScopeState with(Fact.Signal fact) {
        NavigableMap<String, Fact.Signal> changed = new TreeMap<>(signals);
        changed.put(fact.id(), fact);
        return new ScopeState(
                Optional.of(fact.scope()),
                tasks,
                newest(changed, each -> each.said().verdict().isPresent(), Fact.Signal::time),
                answers);
    }

    ScopeState with(Answer answer) {
        NavigableMap<String, Answer> changed = new TreeMap<>(answers);
        changed.merge(answer.question().id(), answer, ScopeState::newer);
        if (changed.size() > MOST) {
            changed.values().remove(Collections.min(changed.values(), NEWER.thenComparing(each -> each.question()
                    .id())));
        }
        return new ScopeState(known, tasks, signals, changed);
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

    private static Answer newer(Answer a, Answer b) {
        return NEWER.compare(a, b) < 0 ? b : a;
    }

    /** What tells of no failure goes first: the ids of incidents follow from the failures that are kept. */
    private static <F> NavigableMap<String, F> newest(
            NavigableMap<String, F> facts, Predicate<F> failed, Function<F, Instant> time) {
        if (facts.size() > MOST) {
            facts.entrySet().stream()
                    .min(Comparator.comparing((Map.Entry<String, F> entry) -> failed.test(entry.getValue()))
                            .thenComparing(entry -> time.apply(entry.getValue()))
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .ifPresent(facts::remove);
        }
        return facts;
    }
}
