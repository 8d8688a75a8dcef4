package io.stopcause.analyzer.rule;

import io.stopcause.model.Ids;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules that belong together. Immutable; the same files give the same version. */
public final class RuleSet {

    private final SortedMap<String, Rule> rules = new TreeMap<>();
    private final SortedMap<String, HarmlessRule> harmless = new TreeMap<>();
    private final Map<String, Rule> byCause = new TreeMap<>();
    private final String version;

    RuleSet(Collection<Rule> rules, Collection<HarmlessRule> harmless, List<String> contents) {
        rules.forEach(rule -> this.rules.put(rule.id(), rule));
        harmless.forEach(rule -> this.harmless.put(rule.id(), rule));
        this.rules.values().forEach(rule -> byCause.merge(rule.cause(), rule, RuleSet::namesake));
        this.version = Ids.of(contents.toArray(String[]::new)).substring(0, 12);
    }

    /** Of several rules for one cause, the one that bears its name, else the first by id. */
    private static Rule namesake(Rule first, Rule second) {
        return second.id().equals(second.cause()) ? second : first;
    }

    /** The rules that come with stopcause. */
    public static RuleSet shipped() {
        return RuleReader.shipped();
    }

    /**
     * The rules of a directory and the directories below it.
     *
     * @throws RuleException if any rule cannot be read or is not consistent
     */
    public static RuleSet load(Path directory) {
        return RuleReader.load(directory);
    }

    /** Twelve hexadecimal digits that change with any rule. */
    public String version() {
        return version;
    }

    /** All rules, ordered by id. */
    public Collection<Rule> rules() {
        return java.util.Collections.unmodifiableCollection(rules.values());
    }

    public Collection<HarmlessRule> harmless() {
        return java.util.Collections.unmodifiableCollection(harmless.values());
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** The rule that speaks for a cause: its title and remediation. */
    public Optional<Rule> forCause(String cause) {
        return Optional.ofNullable(byCause.get(cause));
    }

    /** The rule that speaks when a task failed, nothing tells why, and that blind spot is the reason. */
    public Optional<Rule> forBlindSpot(String blindSpot) {
        return rules.values().stream()
                .filter(rule -> rule.match().stream()
                        .anyMatch(
                                match -> match.blind().filter(blindSpot::equals).isPresent()))
                .findFirst();
    }

    /** Whether one cause explains the other, so that the other is only its symptom. */
    public boolean explains(String cause, String other) {
        if (cause.equals(other)) {
            return false;
        }
        Rule by = byCause.get(cause);
        Rule what = byCause.get(other);
        return by != null
                && (by.explains().contains(other) || (what != null && what.consequence() && !by.consequence()));
    }
}
