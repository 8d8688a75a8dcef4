package io.stopcause.analyzer.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which episode a symptom belongs to: one that was going on then, the nearest sign first. */
final class Owners {

    private final List<Owner> owners = new ArrayList<>();

    /** An episode with what is asked of it for each symptom. */
    private static final class Owner {
        private final int place;
        private final Episode episode;
        private final NavigableSet<Instant> times = new TreeSet<>();
        private final Set<String> ids = new HashSet<>();

        Owner(int place, Episode episode) {
            this.place = place;
            this.episode = episode;
            episode.failures().forEach(failure -> {
                times.add(failure.time());
                ids.add(failure.id());
            });
        }

        boolean mayHave(Failure symptom) {
            return episode.covers(symptom.time()) && !ids.contains(symptom.id());
        }

        Duration nearest(Instant time) {
            return Stream.of(Optional.ofNullable(times.floor(time)), Optional.ofNullable(times.ceiling(time)))
                    .flatMap(Optional::stream)
                    .map(sign -> Explanations.distance(sign, time))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    Owners(List<Episode> episodes) {
        for (Episode episode : episodes) {
            owners.add(new Owner(owners.size(), episode));
        }
    }

    private Optional<Owner> of(Failure symptom) {
        return owners.stream()
                .filter(owner -> owner.mayHave(symptom))
                .min(Comparator.comparing((Owner owner) -> owner.nearest(symptom.time()))
                        .thenComparing(owner -> owner.episode.cause()));
    }

    /** Those that no episode has. */
    List<Failure> orphans(List<Failure> symptoms) {
        return symptoms.stream().filter(symptom -> of(symptom).isEmpty()).toList();
    }

    /** The symptoms of each episode, in the order of both. */
    List<List<Failure>> symptoms(List<Failure> symptoms) {
        List<List<Failure>> owned = new ArrayList<>();
        owners.forEach(owner -> owned.add(new ArrayList<>()));
        symptoms.forEach(
                symptom -> of(symptom).ifPresent(owner -> owned.get(owner.place).add(symptom)));
        return owned;
    }
}
