package io.stopcause.analyzer.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * Things by name, of which so many are kept as were told of last, in event time. Which these are does not depend on the
 * order of arrival. For one thread at a time.
 */
final class Newest<T> {

    private final int most;
    private final TreeMap<String, Told<T>> byName = new TreeMap<>();
    private final NavigableSet<Told<T>> byTime =
            new TreeSet<>(Comparator.<Told<T>, Instant>comparing(Told::time).thenComparing(Told::name));

    /** What was told of a thing, and when last. */
    record Told<T>(String name, Instant time, T value) {}

    Newest(int most) {
        this.most = most;
    }

    /**
     * Takes in what is told of a thing; the name of the one that had to go for it, which may be this one.
     *
     * @param merged makes one of two that were told of the same thing, in any order
     */
    Optional<String> add(Told<T> told, BinaryOperator<T> merged) {
        Told<T> before = byName.get(told.name());
        Told<T> now = before == null
                ? told
                : new Told<>(
                        told.name(),
                        before.time().isAfter(told.time()) ? before.time() : told.time(),
                        merged.apply(before.value(), told.value()));
        if (before != null) {
            byTime.remove(before);
        }
        byName.put(now.name(), now);
        byTime.add(now);
        if (byName.size() <= most) {
            return Optional.empty();
        }
        Told<T> oldest = byTime.first();
        byTime.remove(oldest);
        byName.remove(oldest.name());
        return Optional.of(oldest.name());
    }

    Optional<Told<T>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
