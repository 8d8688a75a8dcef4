package io.stopcause.analyzer.incident;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Takes facts to the scopes that they concern. */
public final class Scopes {

    private final Map<String, ScopeFacts> scopes = new TreeMap<>();
    private final Background background = new Background();
    private final Optional<FactArchive> archive;

    public Scopes() {
        this.archive = Optional.empty();
    }

    /** Keeps the facts in an archive; then nobody is told which scopes a fact about all of them concerns. */
    public Scopes(FactArchive archive) {
        this.archive = Optional.of(archive);
    }

    /** The keys of all scopes, ordered. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(scopes.keySet());
    }

    /** What is known of a scope; empty if nothing is. */
    public Optional<ScopeState> state(String key) {
        return Optional.ofNullable(scopes.get(key)).map(ScopeFacts::state);
    }

    public Background background() {
        return background;
    }

    /** Puts back a scope that was saved. */
    public void restore(String key, ScopeState state) {
        scopes.put(key, new ScopeFacts(state));
    }

    /** Takes a fact in; the keys of the scopes that it concerns. */
    public List<String> add(Fact fact) {
        if (fact instanceof Fact.OfTask task) {
            return changed(task.scope().key(), facts -> facts.add(task));
        } else if (fact instanceof Fact.Withdrawn task) {
            return changed(task.scope().key(), facts -> facts.add(task));
        } else if (fact instanceof Fact.Signal signal) {
            return changed(signal.scope().key(), facts -> facts.add(signal));
        } else if (fact instanceof Fact.Answered answered) {
            return changed(answered.answer().question().scope(), facts -> facts.add(answered.answer()));
        } else if (fact instanceof Fact.Confirmed confirmed) {
            return background.add(confirmed.shared()).stream()
                    .filter(scopes::containsKey)
                    .toList();
        } else if (fact instanceof Fact.Definition definition) {
            background.add(definition);
            return concerned(state -> state.uses(definition));
        } else if (fact instanceof Fact.Instance instance) {
            background.add(instance);
            return concerned(state -> state.uses(instance));
        } else if (fact instanceof Fact.Happened happened) {
            background.add(happened.happening());
            return concerned(state -> state.isIn(
                    happened.happening().account(), happened.happening().region()));
        }
        return List.copyOf(scopes.keySet());
    }

    private List<String> changed(String key, Consumer<ScopeFacts> change) {
        change.accept(scopes.computeIfAbsent(key, unknown -> new ScopeFacts(archive)));
        return List.of(key);
    }

    private List<String> concerned(Predicate<ScopeState> uses) {
        return archive.isPresent()
                ? List.of()
                : scopes.entrySet().stream()
                        .filter(entry -> uses.test(entry.getValue().state()))
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
