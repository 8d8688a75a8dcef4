package io.stopcause.analyzer.incident;

import io.stopcause.model.Answer;
import io.stopcause.model.Scope;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects what is known of one scope. Bounded, and the same whatever the order in which the facts arrive; each costs
 * the same, however many there are. For one thread at a time.
 */
final class ScopeFacts {

    /** How many tasks, signals and answers are kept of each; a crash loop of one task a minute fills a day and a half. */
    static final int MOST = 2_000;

    /** What the newest tasks wrote that ended well is enough to compare with. */
    private static final int COMPARED = 20;

    /** Of two of the same time, the same one in any order. */
    private static final Comparator<Answer> NEWER = Comparator.comparing(Answer::time)
            .thenComparing(Answer::outcome)
            .thenComparing(Answer::explanation)
            .thenComparing(answer -> answer.facts().toString());

    private final Kept<Fact.OfTask> tasks;
    private final Kept<Fact.Signal> signals;
    private final NavigableMap<String, Answer> answers = new TreeMap<>();
    private final NavigableMap<Kept.Rank, Fact.OfTask> templates =
            new TreeMap<>(Comparator.comparing(Kept.Rank::time).thenComparing(Kept.Rank::id));
    private final boolean archived;
    private Optional<Scope> known = Optional.empty();
    private Optional<ScopeState> state = Optional.empty();

    /** @param archive where the facts lie; absent for memory */
    ScopeFacts(Optional<FactArchive> archive) {
        this.tasks = new Kept<>(MOST, Fact.OfTask.class, archive);
        this.signals = new Kept<>(MOST, Fact.Signal.class, archive);
        this.archived = archive.isPresent();
    }

    /** Goes on from what was saved. */
    ScopeFacts(ScopeState saved) {
        this(Optional.empty());
        saved.tasks().values().forEach(this::add);
        saved.signals().values().forEach(this::add);
        saved.answers().values().forEach(this::add);
        known = saved.known();
    }

    private static Kept.Rank rank(Fact.OfTask task) {
        return new Kept.Rank(task.verdict().isPresent(), task.life().span().created(), task.id());
    }

    void add(Fact.OfTask fact) {
        know(fact.scope());
        Kept.Rank rank = rank(fact);
        tasks.put(rank, fact).ifPresent(templates::remove);
        if (!fact.templates().isEmpty() && tasks.has(fact.id())) {
            templates.put(rank, fact);
            if (templates.size() > COMPARED) {
                Map.Entry<Kept.Rank, Fact.OfTask> oldest = templates.pollFirstEntry();
                tasks.put(oldest.getKey(), oldest.getValue().withoutTemplates());
            }
        }
    }

    void add(Fact.Withdrawn fact) {
        know(fact.scope());
        tasks.remove(fact.id()).ifPresent(templates::remove);
    }

    void add(Fact.Signal fact) {
        know(fact.scope());
        signals.put(new Kept.Rank(fact.said().verdict().isPresent(), fact.time(), fact.id()), fact);
    }

    void add(Answer answer) {
        state = Optional.empty();
        answers.merge(answer.question().id(), answer, (a, b) -> NEWER.compare(a, b) < 0 ? b : a);
        if (answers.size() > MOST) {
            answers.values().remove(Collections.min(answers.values(), NEWER.thenComparing(each -> each.question()
                    .id())));
        }
    }

    private void know(Scope scope) {
        known = Optional.of(scope);
        state = Optional.empty();
    }

    /** All that is known by now. */
    ScopeState state() {
        ScopeState now = state.orElseGet(() -> new ScopeState(known, tasks.all(), signals.all(), answers));
        state = Optional.of(now).filter(whole -> !archived);
        return now;
    }
}
