package io.stopcause.analyzer;

import io.stopcause.analyzer.incident.Changes;
import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.incident.ScopeFold;
import io.stopcause.analyzer.incident.Scopes;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Tick;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The whole analyzer in one process, for replay. No clock, no randomness, no I/O: the same events in any order give the
 * same analysis, to the byte. Not safe for use by several threads.
 */
public final class Engine {

    private final Narrator narrator;
    private final ScopeFold fold;
    private final Map<String, Story> stories = new TreeMap<>();
    private final Scopes scopes = new Scopes();
    private final Changes changes = new Changes();
    private Instant asOf = Instant.EPOCH;

    public Engine(RuleSet rules) {
        this(new Judge(rules));
    }

    /** An engine with compiled rules, which several engines may share. */
    public Engine(Judge judge) {
        this.narrator = new Narrator(judge);
        this.fold = new ScopeFold(judge.rules());
    }

    /** Takes one event in. Without a {@link Tick} nothing is ever quiet. */
    public void accept(Event event) {
        if (event instanceof LogBatch batch) {
            keep(batch.key(), narrator.tell(batch.key(), story(batch.key()), batch));
        } else if (event instanceof AwsEvent aws) {
            keep(aws.key(), narrator.tell(aws.key(), story(aws.key()), aws));
        } else if (event instanceof Answer answer) {
            add(new Fact.Answered(answer));
        } else if (event instanceof Tick tick && tick.time().isAfter(asOf)) {
            asOf = tick.time();
        }
    }

    private Story story(String key) {
        return stories.getOrDefault(key, Story.EMPTY);
    }

    private void keep(String key, Narrator.Told told) {
        if (!told.story().equals(Story.EMPTY)) {
            stories.put(key, told.story());
        }
        told.facts().forEach(this::add);
    }

    private void add(Fact fact) {
        changes.touch(scopes.add(fact), asOf);
    }

    /**
     * The incidents that are new or have changed since the last call, as they are by now; for whoever looks on while time
     * passes. One that no longer follows from what is known comes once more, as taken back.
     */
    public List<Incident> changes() {
        Map<String, ScopeFold.Amount> now = new TreeMap<>();
        changes.due(asOf).forEach(scope -> folded(scope, asOf).ifPresent(amount -> now.put(scope, amount)));
        now.values().forEach(amount -> changes.alsoLookAt(scopes.add(new Fact.Confirmed(amount.shared()))));
        return changes.since(
                asOf,
                scope -> incidents(Optional.ofNullable(now.get(scope)).or(() -> folded(scope, asOf))),
                scope -> incidents(folded(scope, asOf.plus(Changes.LONGEST_WAIT))));
    }

    private Optional<ScopeFold.Amount> folded(String scope, Instant when) {
        return Optional.ofNullable(scopes.states().get(scope))
                .flatMap(state -> fold.fold(state, scopes.background(), when));
    }

    private List<Incident> incidents(Optional<ScopeFold.Amount> amount) {
        return amount.map(scopes.background()::joined)
                .map(ScopeFold.Amount::incidents)
                .orElse(List.of());
    }

    /** Whether time alone may still change something: an incident that is open, or a failure that is held back. */
    public boolean isRestless() {
        return changes.isRestless();
    }

    /** Says that no more events will come: what waits for a late word from ECS need not wait any longer. */
    public void end(Instant last) {
        accept(new Tick(last.plus(Narrator.GRACE)));
    }

    /** What follows from all events so far. */
    public Analysis result() {
        List<ScopeFold.Amount> apart = scopes.states().values().stream()
                .flatMap(state -> fold.fold(state, scopes.background(), asOf).stream())
                .toList();
        apart.forEach(amount -> scopes.add(new Fact.Confirmed(amount.shared())));
        List<ScopeFold.Amount> amounts =
                apart.stream().map(scopes.background()::joined).toList();
        List<Incident> incidents = amounts.stream()
                .flatMap(amount -> amount.incidents().stream())
                .sorted(Comparator.comparing(
                                (Incident incident) -> incident.life().openedAt())
                        .thenComparing(Incident::id))
                .toList();
        return new Analysis(
                incidents,
                amounts.stream().flatMap(amount -> amount.findings().stream()).toList(),
                amounts.stream().map(ScopeFold.Amount::history).toList(),
                amounts.stream().flatMap(amount -> amount.questions().stream()).toList());
    }
}
