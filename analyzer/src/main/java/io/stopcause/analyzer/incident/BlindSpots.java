package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which of the blind spots of a task definition kept us from knowing more about one cause. */
final class BlindSpots {

    /** Families of causes that the blind spot hides; what concerns the output of a container hides any. */
    private static final Map<String, Set<String>> HIDES = Map.of(
            "image-tag-mutable", Set.of("image", "startup", "application", "unknown"),
            "memory-limit-missing", Set.of("resources", "unknown"),
            "health-check-missing", Set.of("health", "dependency"));

    private final RuleSet rules;
    private final Background background;

    BlindSpots(RuleSet rules, Background background) {
        this.rules = rules;
        this.background = background;
    }

    /** Their causes, ordered; those only that a rule speaks for. */
    List<String> of(String cause, List<Failure> failures) {
        String family = Optional.ofNullable(Causes.all().get(cause))
                .map(Causes.Cause::family)
                .orElse("");
        return failures.stream()
                .flatMap(failure -> of(failure, family))
                .filter(spot -> rules.forCause(spot).isPresent())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<String> of(Failure failure, String family) {
        String container = failure.verdict().values().getOrDefault("container", "");
        return failure.task().flatMap(task -> background.definition(task.life())).stream()
                .flatMap(definition -> definition.blindSpots().stream()
                        .filter(spot -> HIDES.containsKey(spot.cause())
                                ? HIDES.getOrDefault(spot.cause(), Set.of()).contains(family)
                                : spot.container().equals(container) || !definition.has(container))
                        .map(TaskDefinition.BlindSpot::cause));
    }
}
