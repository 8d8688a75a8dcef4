package io.stopcause.analyzer;

import io.stopcause.analyzer.incident.Changes;
import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.FactArchive;
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
    private final Stories stories;
    /** Stories that have changed since their facts were told, as they were then. */
    private final Map<String, Story> untold = new TreeMap<>();

    private final Scopes scopes;
    private final Changes changes = new Changes();
    private Instant asOf = Instant.EPOCH;

    public Engine(RuleSet rules) {
        this(new Judge(rules));
    }

    /** An engine with compiled rules, which several engines may share. */
    public Engine(Judge judge) {
        this(judge, Optional.empty(), Integer.MAX_VALUE, new Scopes());
    }

    /**
     * An engine whose stories take no more memory, however many tasks there are.
     *
     * @param atHand how many stories stay in memory, at least one; the others go to the archive
     */
    public Engine(Judge judge, StoryArchive archive, int atHand) {
        this(judge, Optional.of(archive), atHand, new Scopes());
    }

    /** The same for whoever only wants the {@link #result}, and no {@link #changes}: facts go to an archive as well. */
    public Engine(Judge judge, StoryArchive archive, int atHand, FactArchive facts) {
        this(judge, Optional.of(archive), atHand, new Scopes(facts));
    }

    private Engine(Judge judge, Optional<StoryArchive> archive, int atHand, Scopes scopes) {
        this.scopes = scopes;
        this.stories = new Stories(archive, atHand, this::tell);
        this.narrator = new Narrator(judge);
        this.fold = new ScopeFold(judge.rules());
    }

    /** Takes one event in. Without a {@link Tick} nothing is ever quiet. */
    public void accept(Event event) {
        if (event instanceof LogBatch batch) {
            Story before = stories.get(batch.key());
            changed(batch.key(), before, narrator.hear(before, batch));
        } else if (event instanceof AwsEvent aws && AwsEvent.TASK_STATE.equals(aws.detailType())) {
            Story before = stories.get(aws.key());
            changed(aws.key(), before, narrator.hear(before, aws));
        } else if (event instanceof AwsEvent aws) {
            narrator.facts(aws).forEach(this::add);
        } else if (event instanceof Answer answer) {
            add(new Fact.Answered(answer));
        } else if (event instanceof Tick tick && tick.time().isAfter(asOf)) {
            tellAll();
            asOf = tick.time();
        }
    }

    private void changed(String key, Story before, Story after) {
        untold.putIfAbsent(key, before);
        stories.put(key, after);
    }

    /** Facts are told once for all that has changed meanwhile: what follows from a story does not depend on its steps. */
    private void tellAll() {
        untold.keySet().stream().toList().forEach(key -> tell(key, stories.get(key)));
    }

    private void tell(String key, Story story) {
        Optional.ofNullable(untold.remove(key))
                .ifPresent(before -> narrator.facts(key, before, story).forEach(this::add));
    }

    private void add(Fact fact) {
        changes.touch(scopes.add(fact), asOf);
    }

    /**
     * The incidents that are new or have changed since the last call, as they are by now; for whoever looks on while time
     * passes. One that no longer follows from what is known comes once more, as taken back.
     */
    public List<Incident> changes() {
        tellAll();
        Map<String, ScopeFold.Told> now = new TreeMap<>();
        changes.due(asOf).forEach(scope -> folded(scope, asOf).ifPresent(told -> now.put(scope, told)));
        now.values().forEach(told -> changes.alsoLookAt(scopes.add(new Fact.Confirmed(told.shared()))));
        return changes.since(
                asOf,
                scope -> incidents(Optional.ofNullable(now.get(scope)).or(() -> folded(scope, asOf))),
                scope -> incidents(folded(scope, asOf.plus(Changes.LONGEST_WAIT))));
    }

    private Optional<ScopeFold.Told> folded(String scope, Instant when) {
        return scopes.state(scope).flatMap(state -> fold.told(state, scopes.background(), when));
    }

    private List<Incident> incidents(Optional<ScopeFold.Told> told) {
        return told.map(apart -> scopes.background().joined(apart.incidents(), apart.shared()))
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
        tellAll();
        List<ScopeFold.Amount> apart = scopes.keys().stream()
                .flatMap(key -> scopes.state(key).stream())
                .flatMap(state -> fold.fold(state, scopes.background(), asOf).stream())
                .toList();
        List<ScopeFold.Amount> amounts = scopes.background().joined(apart);
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
