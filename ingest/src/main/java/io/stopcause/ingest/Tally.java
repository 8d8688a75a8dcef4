package io.stopcause.ingest;

import io.stopcause.ingest.Accounting.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts by kind. For one thread. */
final class Tally {

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

    private static final class Count {
        private long number;
    }

    Tally() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Count());
        }
    }

    void add(Kind kind, long number) {
        of(kind).number += number;
    }

    long count(Kind kind) {
        return of(kind).number;
    }

    void clear() {
        counts.values().forEach(count -> count.number = 0);
    }

    private Count of(Kind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }
}
