package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/** Finds the rules whose event pattern matches an event, in the language that EventBridge has for it. */
public final class EventMatcher {

    private final Machine machine = Machine.builder().build();
    private final Map<String, Hit> hits = new TreeMap<>();

    public EventMatcher(RuleSet rules) {
        for (Rule rule : rules.rules()) {
            for (int i = 0; i < rule.match().size(); i++) {
                Match match = rule.match().get(i);
                if (!match.event().isMissingNode()) {
                    add(rule.id() + "#" + i, new Hit(rule, match, "event", "", Map.of()));
                }
            }
        }
    }

    private void add(String name, Hit hit) {
        try {
            machine.addRule(name, hit.match().event().toString());
            hits.put(name, hit);
        } catch (IOException e) {
            throw new UncheckedIOException(hit.rule().id() + ": not an event pattern", e);
        }
    }

    /** The rules that match, ordered by id. */
    public List<Hit> match(AwsEvent event) {
        String json = Json.write(event);
        try {
            return machine.rulesForJSONEvent(json).stream()
                    .sorted()
                    .flatMap(name -> Optional.ofNullable(hits.get(name)).stream())
                    .map(hit -> new Hit(hit.rule(), hit.match(), event.detailType(), event.detailType(), Map.of()))
                    .toList();
        } catch (Exception e) {
            throw new IllegalArgumentException("event " + event.id() + " cannot be matched: " + e.getMessage(), e);
        }
    }
}
