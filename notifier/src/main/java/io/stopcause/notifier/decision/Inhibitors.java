package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.notifier.route.InhibitRuleConfig;
import io.stopcause.notifier.route.Matcher;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which open incidents keep others from being told: those whose cause explains the other as a symptom in the same scope,
 * and those that a rule names. For one thread at a time.
 */
final class Inhibitors {

    private final List<Rule> rules;
    private final Map<String, Map<String, Case>> explained = new HashMap<>();

    /** Rule and its open sources by what they must share. */
    private record Rule(
            List<Matcher> source, List<Matcher> target, List<String> equal, Map<String, Map<String, Case>> sources) {

        static Rule of(InhibitRuleConfig config) {
            return new Rule(
                    parse(config.sourceMatchers()), parse(config.targetMatchers()), config.equal(), new HashMap<>());
        }

        private static List<Matcher> parse(List<String> texts) {
            return texts.stream().flatMap(text -> Matcher.parse(text).stream()).toList();
        }

        boolean isSource(Case about) {
            return source.stream().allMatch(matcher -> matcher.matches(about.labels()));
        }

        boolean isTarget(Case about) {
            return target.stream().allMatch(matcher -> matcher.matches(about.labels()));
        }

        String shared(Case about) {
            return equal.stream()
                    .map(label -> about.labels().getOrDefault(label, ""))
                    .collect(Collectors.joining("\n"));
        }

        String inWords() {
            return source.stream().map(Matcher::toString).collect(Collectors.joining(", "));
        }
    }

    Inhibitors(List<InhibitRuleConfig> rules) {
        this.rules = rules.stream().map(Rule::of).toList();
    }

    /** Takes in an incident that is open. */
    void add(Case about) {
        symptoms(about).forEach(symptom -> explained
                .computeIfAbsent(place(about, symptom), key -> new TreeMap<>())
                .put(about.id(), about));
        rules.stream().filter(rule -> rule.isSource(about)).forEach(rule -> rule.sources()
                .computeIfAbsent(rule.shared(about), key -> new LinkedHashMap<>())
                .put(about.id(), about));
    }

    /** Takes out what {@link #add} took in. */
    void remove(Case about) {
        symptoms(about).forEach(symptom -> take(explained, place(about, symptom), about));
        rules.stream()
                .filter(rule -> rule.isSource(about))
                .forEach(rule -> take(rule.sources(), rule.shared(about), about));
    }

    private static void take(Map<String, Map<String, Case>> index, String key, Case about) {
        index.computeIfPresent(key, (same, cases) -> {
            cases.remove(about.id());
            return cases.isEmpty() ? null : cases;
        });
    }

    /** Why an incident is not told, in words; nothing where it is. */
    Optional<String> over(Case about) {
        String cause = about.incident().diagnosis().cause();
        return explained.getOrDefault(place(about, cause), Map.of()).values().stream()
                .filter(other -> !other.id().equals(about.id()))
                .filter(other ->
                        !symptoms(about).contains(other.incident().diagnosis().cause()))
                .findFirst()
                .map(other -> "a symptom of " + other.incident().diagnosis().cause() + ", incident " + other.id())
                .or(() -> byRule(about));
    }

    private Optional<String> byRule(Case about) {
        return rules.stream()
                .filter(rule -> rule.isTarget(about))
                .flatMap(rule -> rule.sources().getOrDefault(rule.shared(about), Map.of()).values().stream()
                        .filter(other -> !other.id().equals(about.id()))
                        .filter(other -> !(rule.isSource(about) && rule.isTarget(other)))
                        .limit(1)
                        .map(other -> "inhibited by incident " + other.id() + ", which matches " + rule.inWords()))
                .findFirst();
    }

    private static Set<String> symptoms(Case about) {
        return about.incident().reach().symptoms().stream()
                .map(Incident.Symptom::cause)
                .collect(Collectors.toSet());
    }

    private static String place(Case about, String cause) {
        return about.incident().headline().scope().key() + "\n" + cause;
    }
}
