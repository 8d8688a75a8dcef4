package io.stopcause.console.postmortem;

import io.stopcause.model.Completeness;
import io.stopcause.model.DeadLetter;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read, and what could not be: the basis on which a document stands.
 *
 * @param read records by kind, such as {@code log lines} = 1200
 * @param duplicates records that came twice and were counted once
 * @param unreadable how many places could not be used
 * @param places the first {@value #MOST_PLACES} of them, in the order of their names
 * @param hash which input it was, in hexadecimal; absent where it did not come from files
 * @param completeness of which times all of a log group is known to have been read
 */
public record Accounting(
        SortedMap<String, Long> read,
        long duplicates,
        long unreadable,
        List<Unreadable> places,
        Optional<String> hash,
        List<Completeness> completeness) {

    /** How many unreadable places are listed one by one. */
    public static final int MOST_PLACES = 50;

    public Accounting {
        read = Collections.unmodifiableSortedMap(new TreeMap<>(read));
        places = List.copyOf(places);
        completeness = List.copyOf(completeness);
        if (duplicates < 0
                || unreadable < places.size()
                || read.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts must not be negative, and no fewer than what is listed: " + read
                    + ", duplicates " + duplicates + ", unreadable " + unreadable);
        }
    }

    /** One place that could not be used. */
    public record Unreadable(String place, String reason) {}

    /** From counts by kind and the dead letters of the same reading. */
    public static Accounting of(Map<String, Long> read, long duplicates, List<DeadLetter> deadLetters) {
        List<Unreadable> places = deadLetters.stream()
                .map(letter -> new Unreadable(letter.place(), letter.reason()))
                .sorted(Comparator.comparing(Unreadable::place).thenComparing(Unreadable::reason))
                .limit(MOST_PLACES)
                .toList();
        return new Accounting(new TreeMap<>(read), duplicates, deadLetters.size(), places, Optional.empty(), List.of());
    }

    /** All records that could be used. */
    public long total() {
        return read.values().stream().mapToLong(Long::longValue).sum();
    }
}
