package io.stopcause.analyzer.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.ending.Ending;
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
                if (match.isDirect() && !match.event().isMissingNode()) {
                    add(rule.id() + "#" + i, match.event(), new Hit(rule, match, "event", "", Map.of()));
                }
            }
        }
    }

    private void add(String name, JsonNode pattern, Hit hit) {
        compile(machine, name, pattern);
        hits.put(name, hit);
    }

    private static void compile(Machine machine, String name, JsonNode pattern) {
        try {
            machine.addRule(name, pattern.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": not an event pattern", e);
        }
    }

    /** The rules that match, ordered by id. */
    public List<Hit> match(AwsEvent event) {
        return matches(machine, event).stream()
                .flatMap(name -> Optional.ofNullable(hits.get(name)).stream())
                .map(hit -> new Hit(hit.rule(), hit.match(), event.detailType(), event.detailType(), Map.of()))
                .toList();
    }

    private static List<String> matches(Machine machine, AwsEvent event) {
        try {
            return machine.rulesForJSONEvent(Json.write(Ending.forPatterns(event))).stream()
                    .sorted()
                    .toList();
        } catch (Exception e) {
            throw new IllegalArgumentException("event " + event.id() + " cannot be matched: " + e.getMessage(), e);
        }
    }
}
