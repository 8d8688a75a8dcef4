package io.stopcause.analyzer.incident;

import io.stopcause.model.Json;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What every scope may need to know: task definitions by revision, platforms of container instances by ARN. */
public final class Background {

    private final NavigableMap<String, TaskDefinition> definitions = new TreeMap<>();
    private final NavigableMap<String, String> platforms = new TreeMap<>();

    /** A revision never changes; of two that differ all the same, the one that tells more stands in any order. */
    void add(Fact.Definition fact) {
        definitions.merge(fact.definition().revision(), fact.definition(), Background::fuller);
    }

    void add(Fact.Instance fact) {
        platforms.merge(fact.arn(), fact.platform(), Background::fuller);
    }

    private static <T> T fuller(T one, T other) {
        String first = Json.write(one);
        String second = Json.write(other);
        return Comparator.comparingInt(String::length)
                                .thenComparing(Comparator.<String>naturalOrder())
                                .compare(first, second)
                        < 0
                ? other
                : one;
    }

    /** What is kept of a fact that all scopes may need. */
    public Fact kept(Fact fact) {
        if (fact instanceof Fact.Definition definition) {
            return new Fact.Definition(
                    definitions.getOrDefault(definition.definition().revision(), definition.definition()));
        }
        return fact instanceof Fact.Instance instance
                ? new Fact.Instance(instance.arn(), platforms.getOrDefault(instance.arn(), instance.platform()))
                : fact;
    }

    Optional<TaskDefinition> definition(Fact.TaskLife life) {
        return life.revision().map(definitions::get);
    }

    /** Values for remediation texts that the task's own events do not hold. */
    Map<String, String> values(Fact.TaskLife life) {
        Map<String, String> values = new TreeMap<>();
        life.instance().map(platforms::get).ifPresent(platform -> values.put("taskPlatform", platform));
        definition(life).ifPresent(definition -> values.putAll(definition.values()));
        return values;
    }
}
