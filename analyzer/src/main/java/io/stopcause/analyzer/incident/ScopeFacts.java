package io.stopcause.analyzer.incident;

import io.stopcause.model.Answer;
import io.stopcause.model.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

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

    private final Kept<Fact.OfTask> tasks =
            new Kept<>(MOST, task -> task.verdict().isPresent(), ScopeFacts::created);
    private final Kept<Fact.Signal> signals =
            new Kept<>(MOST, signal -> signal.said().verdict().isPresent(), Fact.Signal::time);
    private final NavigableMap<String, Answer> answers = new TreeMap<>();
    private final NavigableSet<Fact.OfTask> templates =
            new TreeSet<>(Comparator.comparing(ScopeFacts::created).thenComparing(Fact.OfTask::id));
    private Optional<Scope> known = Optional.empty();
    private Optional<ScopeState> state = Optional.empty();

    ScopeFacts() {}

    /** Goes on from what was saved. */
    ScopeFacts(ScopeState saved) {
        saved.tasks().values().forEach(this::add);
        saved.signals().values().forEach(this::add);
        saved.answers().values().forEach(this::add);
        known = saved.known();
    }

    private static Instant created(Fact.OfTask task) {
        return task.life().span().created();
    }

    void add(Fact.OfTask fact) {
        know(fact.scope());
        tasks.put(fact.id(), fact).ifPresent(templates::remove);
        if (!fact.templates().isEmpty() && tasks.all().containsKey(fact.id())) {
            templates.add(fact);
            if (templates.size() > COMPARED) {
                Fact.OfTask oldest = templates.first();
                templates.remove(oldest);
                tasks.put(oldest.id(), oldest.withoutTemplates());
            }
        }
    }

    void add(Fact.Withdrawn fact) {
        know(fact.scope());
        tasks.remove(fact.id()).ifPresent(templates::remove);
    }

    void add(Fact.Signal fact) {
        know(fact.scope());
        signals.put(fact.id(), fact);
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
        state = Optional.of(now);
        return now;
    }
}
