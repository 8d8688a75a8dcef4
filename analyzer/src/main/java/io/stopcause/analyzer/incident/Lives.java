package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.Causes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Revisions and deployments of a scope by time, so that not each of its episodes has to go through all of them. */
final class Lives {

    private static final Set<String> DEPLOYMENTS =
            Set.of("CreateService", "UpdateService", "SERVICE_DEPLOYMENT_IN_PROGRESS");

    private final Map<String, Instant> deployed = new HashMap<>();
    private final Map<Optional<String>, NavigableMap<Instant, Healthy>> healthy = new HashMap<>();
    private final NavigableMap<Instant, Healthy> digested = new TreeMap<>();
    private final NavigableMap<Instant, List<Fact.Signal>> deployments = new TreeMap<>();

    /** A task that ran and did not fail. */
    private record Healthy(Instant created, String id, Optional<String> revision, Map<String, String> digests) {
        static final Comparator<Healthy> BY_CREATION =
                Comparator.comparing(Healthy::created).thenComparing(Healthy::id);

        static Healthy newer(Healthy a, Healthy b) {
            return BY_CREATION.compare(a, b) < 0 ? b : a;
        }
    }

    Lives(ScopeState state) {
        state.tasks().values().forEach(this::add);
        state.signals().values().stream()
                .filter(signal -> DEPLOYMENTS.contains(signal.name()))
                .filter(Lives::happened)
                .forEach(signal -> deployments
                        .computeIfAbsent(signal.time(), time -> new ArrayList<>())
                        .add(signal));
    }

    private void add(Fact.OfTask task) {
        Fact.TaskLife life = task.life();
        Instant created = life.span().created();
        life.revision().ifPresent(revision -> deployed.merge(revision, created, (a, b) -> b.isBefore(a) ? b : a));
        boolean failed = task.verdict().filter(verdict -> !verdict.isNormal()).isPresent();
        if (!failed && life.span().started().isPresent()) {
            Healthy told = new Healthy(created, task.id(), life.revision(), life.digests());
            healthy.computeIfAbsent(life.revision(), revision -> new TreeMap<>())
                    .merge(created, told, Healthy::newer);
            if (!told.digests.isEmpty()) {
                digested.merge(created, told, Healthy::newer);
            }
        }
    }

    /** A call that was refused changed nothing. */
    private static boolean happened(Fact.Signal signal) {
        return signal.said()
                .verdict()
                .filter(verdict -> !Causes.isBlindSpot(verdict.cause()))
                .isEmpty();
    }

    /** When the first task of a revision was created. */
    Optional<Instant> deployedAt(String revision) {
        return Optional.ofNullable(deployed.get(revision));
    }

    /** The revision of the last healthy task before a time that is of another one. */
    Optional<String> lastGood(Instant before, Optional<String> other) {
        return healthy.entrySet().stream()
                .filter(each -> !each.getKey().equals(other))
                .flatMap(each -> Optional.ofNullable(each.getValue().lowerEntry(before)).stream())
                .map(Map.Entry::getValue)
                .max(Healthy.BY_CREATION)
                .flatMap(Healthy::revision);
    }

    /** By container, the images' digests of the last healthy task before a time of which they are known. */
    Map<String, String> digestsBefore(Instant before) {
        return Optional.ofNullable(digested.lowerEntry(before))
                .map(each -> each.getValue().digests)
                .orElse(Map.of());
    }

    /** What deployed the service in a time. */
    Stream<Fact.Signal> deployments(Instant from, Instant to) {
        return from.isAfter(to)
                ? Stream.empty()
                : deployments.subMap(from, true, to, true).values().stream().flatMap(Collection::stream);
    }
}
