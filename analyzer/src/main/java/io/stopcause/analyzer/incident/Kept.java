package io.stopcause.analyzer.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Facts by id, of which so many are kept: what tells of no failure goes first, then the oldest, in event time, since the
 * ids of incidents follow from the failures that are kept. For one thread at a time.
 */
final class Kept<F extends Fact> {

    private final int most;
    private final Class<F> type;
    private final Optional<FactArchive> archive;
    private final NavigableMap<String, Entry<F>> byId = new TreeMap<>();
    private final NavigableSet<Rank> ranks = new TreeSet<>(
            Comparator.comparing(Rank::failed).thenComparing(Rank::time).thenComparing(Rank::id));

    /** What decides which one has to go. */
    record Rank(boolean failed, Instant time, String id) {}

    private record Entry<F>(Rank rank, Supplier<F> fact) {}

    /** @param archive where the facts lie; absent for memory */
    Kept(int most, Class<F> type, Optional<FactArchive> archive) {
        this.most = most;
        this.type = type;
        this.archive = archive;
    }

    /** Puts one in; what had to go for it: the older one with its id, or the first to go of too many. */
    Optional<Rank> put(Rank rank, F fact) {
        Optional<Rank> before = remove(rank.id());
        byId.put(rank.id(), new Entry<>(rank, archived(fact)));
        ranks.add(rank);
        return byId.size() > most ? remove(ranks.first().id()) : before;
    }

    private Supplier<F> archived(F fact) {
        if (archive.isEmpty()) {
            return () -> fact;
        }
        FactArchive other = archive.get();
        long place = other.put(fact);
        return () -> type.cast(other.get(place));
    }

    Optional<Rank> remove(String id) {
        Optional<Rank> gone = Optional.ofNullable(byId.remove(id)).map(Entry::rank);
        gone.ifPresent(ranks::remove);
        return gone;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** All of them as they are now. */
    NavigableMap<String, F> all() {
        NavigableMap<String, F> all = new TreeMap<>();
        byId.forEach((id, entry) -> all.put(id, entry.fact.get()));
        return all;
    }
}
