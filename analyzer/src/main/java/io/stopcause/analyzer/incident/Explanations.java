package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which failure of a scope explains which: the nearest in time, looked up without going through the others. */
final class Explanations {

    /** How far apart a cause and what it explains may lie: ECS gives a deployment up after some ten failed starts. */
    static final Duration NEAR = Duration.ofHours(1);

    private final RuleSet rules;
    private final Map<String, OfCause> byCause = new TreeMap<>();
    private final Map<String, List<OfCause>> explaining = new TreeMap<>();

    /** Failures of one cause by time, of several at one time the first. */
    private static final class OfCause {
        private final NavigableMap<Instant, Failure> all = new TreeMap<>();
        private final Map<String, NavigableMap<Instant, Failure>> byRevision = new TreeMap<>();

        void add(Failure failure) {
            all.putIfAbsent(failure.time(), failure);
            failure.revision().ifPresent(revision -> byRevision
                    .computeIfAbsent(revision, unknown -> new TreeMap<>())
                    .putIfAbsent(failure.time(), failure));
        }

        /** A task is only explained by a task of the same revision. */
        Stream<Failure> around(Failure failure) {
            NavigableMap<Instant, Failure> known = failure.task().isEmpty()
                    ? all
                    : failure.revision()
                            .map(revision -> byRevision.getOrDefault(revision, new TreeMap<>()))
                            .orElseGet(TreeMap::new);
            return Stream.of(
                            Optional.ofNullable(known.floorEntry(failure.time())),
                            Optional.ofNullable(known.ceilingEntry(failure.time())))
                    .flatMap(Optional::stream)
                    .map(Map.Entry::getValue);
        }
    }

    /**
     * Of these failures.
     *
     * @param all ordered by {@link Failure#BY_TIME}
     */
    Explanations(RuleSet rules, Collection<Failure> all) {
        this.rules = rules;
        all.forEach(failure ->
                byCause.computeIfAbsent(failure.cause(), cause -> new OfCause()).add(failure));
    }

    /** What explains this failure, and is itself explained by nothing; empty if nothing explains it. */
    Optional<Failure> root(Failure failure) {
        Set<String> causes = new TreeSet<>(Set.of(failure.cause()));
        Optional<Failure> root = of(failure);
        Optional<Failure> next = root;
        while (next.isPresent() && causes.add(next.get().cause())) {
            root = next;
            next = of(next.get());
        }
        return root;
    }

    private Optional<Failure> of(Failure failure) {
        return explaining.computeIfAbsent(failure.cause(), this::explaining).stream()
                .flatMap(ofCause -> ofCause.around(failure))
                .filter(other -> distance(other.time(), failure.time()).compareTo(NEAR) <= 0)
                .min(Comparator.comparing((Failure other) -> distance(other.time(), failure.time()))
                        .thenComparing(Failure.BY_TIME));
    }

    private List<OfCause> explaining(String cause) {
        return byCause.entrySet().stream()
                .filter(other -> rules.explains(other.getKey(), cause))
                .map(Map.Entry::getValue)
                .toList();
    }

    static Duration distance(Instant a, Instant b) {
        return Duration.between(a, b).abs();
    }
}
