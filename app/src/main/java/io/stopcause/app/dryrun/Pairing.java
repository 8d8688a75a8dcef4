package io.stopcause.app.dryrun;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which incidents of two courses are the same: of one scope, going on at the same time, of one cause if there is a choice.
 *
 * @param toNow by the id in the base, the id in the new course
 */
record Pairing(SortedMap<String, String> toNow) {

    private static final Comparator<Candidate> BEST = Comparator.comparing(Candidate::otherCause)
            .thenComparing(Candidate::apart)
            .thenComparing(each -> each.before().id())
            .thenComparing(each -> each.now().id());

    Pairing {
        toNow = Collections.unmodifiableSortedMap(new TreeMap<>(toNow));
    }

    private record Candidate(Incident before, Incident now) {

        boolean otherCause() {
            return !before.diagnosis().cause().equals(now.diagnosis().cause());
        }

        Duration apart() {
            return Duration.between(before.life().openedAt(), now.life().openedAt())
                    .abs();
        }
    }

    static Pairing of(Collection<Incident> before, Collection<Incident> now) {
        Map<String, List<Incident>> byScope = new TreeMap<>();
        now.forEach(each -> byScope.computeIfAbsent(each.headline().scope().key(), key -> new ArrayList<>())
                .add(each));
        List<Candidate> candidates = new ArrayList<>();
        for (Incident each : before) {
            byScope.getOrDefault(each.headline().scope().key(), List.of()).stream()
                    .filter(other -> overlap(each, other))
                    .forEach(other -> candidates.add(new Candidate(each, other)));
        }
        candidates.sort(BEST);
        SortedMap<String, String> pairs = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (Candidate each : candidates) {
            if (!pairs.containsKey(each.before().id()) && taken.add(each.now().id())) {
                pairs.put(each.before().id(), each.now().id());
            }
        }
        return new Pairing(pairs);
    }

    private static boolean overlap(Incident a, Incident b) {
        return !a.life().firstSeen().isAfter(end(b)) && !b.life().firstSeen().isAfter(end(a));
    }

    private static Instant end(Incident incident) {
        return incident.life().resolvedAt().orElse(Instant.MAX);
    }

    /** Whether they tell of one thing. */
    boolean isSame(Page before, Page now) {
        return before.receiver().equals(now.receiver())
                && before.incidents().stream()
                        .map(id -> Optional.ofNullable(toNow.get(id)))
                        .anyMatch(id -> id.filter(now.incidents()::contains).isPresent());
    }
}
