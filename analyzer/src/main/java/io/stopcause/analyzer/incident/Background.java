package io.stopcause.analyzer.incident;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What every scope may need to know: task definitions by revision, platforms of container instances by ARN. */
public final class Background {

    private final NavigableMap<String, TaskDefinition> definitions = new TreeMap<>();
    private final NavigableMap<String, String> platforms = new TreeMap<>();

    void add(Fact.Definition fact) {
        definitions.put(fact.definition().revision(), fact.definition());
    }

    void add(Fact.Instance fact) {
        platforms.put(fact.arn(), fact.platform());
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
