package io.stopcause.analyzer.rule;

import io.stopcause.model.Ids;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Rules that belong together. Immutable; the same files give the same version. */
public final class RuleSet {

    static final RuleSet EMPTY = new RuleSet(List.of(), List.of(), new Origin(Map.of(), Map.of(), "", true));

    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, HarmlessRule> harmless = new TreeMap<>();
    private final Map<String, Rule> byCause = new TreeMap<>();
    private final Map<String, Rule> byBlindSpot = new TreeMap<>();
    private final Origin origin;

    /**
     * Where the rules come from.
     *
     * @param sources the files of each rule and harmless context, the one that defines it first
     * @param muted reasons by the rule that was switched off
     * @param complete whether the tests have been read too
     */
    record Origin(Map<String, List<Source>> sources, Map<String, String> muted, String version, boolean complete) {

        Origin {
            sources = Collections.unmodifiableMap(new TreeMap<>(sources));
            muted = Collections.unmodifiableMap(new TreeMap<>(muted));
        }
    }

    RuleSet(Collection<Rule> rules, Collection<HarmlessRule> harmless, Origin origin) {
        harmless.forEach(rule -> this.harmless.put(rule.id(), rule));
        rules.forEach(rule -> this.rules.put(rule.id(), resolved(rule)));
        this.rules.values().forEach(rule -> {
            byCause.merge(rule.cause(), rule, RuleSet::namesake);
            rule.match().forEach(match -> match.blind().ifPresent(spot -> byBlindSpot.putIfAbsent(spot, rule)));
        });
        this.origin = origin;
    }

    private Rule resolved(Rule rule) {
        return rule.match().stream().allMatch(match -> match.unlike().isEmpty())
                ? rule
                : rule.withMatch(rule.match().stream().map(this::resolved).toList());
    }

    private Match resolved(Match match) {
        return match.resolved(match.unlike().stream()
                .map(harmless::get)
                .filter(Objects::nonNull)
                .flatMap(context -> context.line().stream())
                .toList());
    }

    static String version(List<String> contents) {
        return Ids.of(contents.toArray(String[]::new)).substring(0, 12);
    }

    /** Of several rules for one cause, the one that bears its name, else the first by id. */
    private static Rule namesake(Rule first, Rule second) {
        return second.id().equals(second.cause()) ? second : first;
    }

    /** The rules that come with stopcause, without their tests, which most have no use for. */
    public static RuleSet shipped() {
        return RulePack.shipped().map(RulePack::toRuleSet).orElseGet(RuleReader::shipped);
    }

    /** The rules that come with stopcause and their tests. */
    public static RuleSet shippedWithTests() {
        return RuleReader.shipped();
    }

    /**
     * The rules of a directory and the directories below it, and no others.
     *
     * @throws RuleException if any rule cannot be read or is not consistent
     */
    public static RuleSet load(Path directory) {
        return RuleReader.load(directory);
    }

    /**
     * These rules with the ones of a directory on top, which may add to them, override, extend and mute them.
     *
     * @throws RuleException if any file cannot be read or is not consistent
     */
    public RuleSet with(Path directory) {
        return RuleReader.load(directory, this);
    }

    /** The same with one rule changed; version and sources stay. */
    public RuleSet replacing(Rule changed) {
        Map<String, Rule> all = new TreeMap<>(rules);
        all.put(changed.id(), changed);
        return new RuleSet(all.values(), harmless.values(), origin);
    }

    /** Twelve hexadecimal digits that change with any rule. */
    public String version() {
        return origin.version;
    }

    /** Whether the rules' tests have been read. */
    public boolean isComplete() {
        return origin.complete;
    }

    /** The files of each rule and harmless context by its id, the one that defines it first. */
    public Map<String, List<Source>> sources() {
        return origin.sources;
    }

    /** The files of one of them; none if there is no such rule. */
    public List<Source> sources(String id) {
        return origin.sources.getOrDefault(id, List.of());
    }

    /** Whether a rule or harmless context comes with stopcause and nothing has been added to it. */
    public boolean isShipped(String id) {
        return sources(id).stream().allMatch(Source::shipped);
    }

    /** The reasons why rules that come with stopcause have been switched off, by id. */
    public Map<String, String> muted() {
        return origin.muted;
    }

    /** All rules, ordered by id. */
    public Collection<Rule> rules() {
        return Collections.unmodifiableCollection(rules.values());
    }

    public Collection<HarmlessRule> harmless() {
        return Collections.unmodifiableCollection(harmless.values());
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
        return Optional.ofNullable(byBlindSpot.get(blindSpot));
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
