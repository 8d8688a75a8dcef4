package io.stopcause.analyzer.incident;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Takes facts to the scopes that they concern. */
public final class Scopes {

    private final Map<String, ScopeState> states = new TreeMap<>();
    private final Background background = new Background();

    /** The scopes by key. */
    public Map<String, ScopeState> states() {
        return Collections.unmodifiableMap(states);
    }

    public Background background() {
        return background;
    }

    /** Puts back a scope that was saved. */
    public void restore(String key, ScopeState state) {
        states.put(key, state);
    }

    /** Takes a fact in; the keys of the scopes that it concerns. */
    public List<String> add(Fact fact) {
        if (fact instanceof Fact.OfTask task) {
            return changed(task.scope().key(), state -> state.with(task));
        } else if (fact instanceof Fact.Withdrawn task) {
            return changed(task.scope().key(), state -> state.without(task));
        } else if (fact instanceof Fact.Signal signal) {
            return changed(signal.scope().key(), state -> state.with(signal));
        } else if (fact instanceof Fact.Answered answered) {
            return changed(answered.answer().question().scope(), state -> state.with(answered.answer()));
        } else if (fact instanceof Fact.Confirmed confirmed) {
            return background.add(confirmed.shared()).stream()
                    .filter(states::containsKey)
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
        return List.copyOf(states.keySet());
    }

    private List<String> changed(String key, UnaryOperator<ScopeState> change) {
        states.put(key, change.apply(states.getOrDefault(key, ScopeState.EMPTY)));
        return List.of(key);
    }

    private List<String> concerned(Predicate<ScopeState> uses) {
        return states.entrySet().stream()
                .filter(entry -> uses.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
