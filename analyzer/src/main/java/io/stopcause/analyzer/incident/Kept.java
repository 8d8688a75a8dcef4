package io.stopcause.analyzer.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Facts by id, of which so many are kept: what tells of no failure goes first, then the oldest, in event time, since the
 * ids of incidents follow from the failures that are kept. For one thread at a time.
 */
final class Kept<F> {

    private final int most;
    private final Predicate<F> failed;
    private final Function<F, Instant> time;
    private final NavigableMap<String, F> byId = new TreeMap<>();
    private final NavigableSet<Place> places = new TreeSet<>(
            Comparator.comparing(Place::failed).thenComparing(Place::time).thenComparing(Place::id));

    private record Place(boolean failed, Instant time, String id) {}

    Kept(int most, Predicate<F> failed, Function<F, Instant> time) {
        this.most = most;
        this.failed = failed;
        this.time = time;
    }

    /** Puts one in; what had to go for it, the older one with its id or the first to go of too many. */
    Optional<F> put(String id, F fact) {
        Optional<F> before = remove(id);
        byId.put(id, fact);
        places.add(place(id, fact));
        return byId.size() > most ? remove(places.first().id()) : before;
    }

    Optional<F> remove(String id) {
        Optional<F> gone = Optional.ofNullable(byId.remove(id));
        gone.ifPresent(fact -> places.remove(place(id, fact)));
        return gone;
    }

    private Place place(String id, F fact) {
        return new Place(failed.test(fact), time.apply(fact), id);
    }

    /** All of them; changes with this. */
    NavigableMap<String, F> all() {
        return Collections.unmodifiableNavigableMap(byId);
    }
}
