package io.stopcause.ingest;

import io.stopcause.model.Completeness;
import io.stopcause.model.DeadLetter;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of all that was read. Nothing disappears: the outcomes of all records add up to {@link Kind#READ}, and
 * the constructor refuses counts that do not.
 *
 * @param counts by kind; a kind that did not occur counts zero
 * @param formats how many documents of each format were recognised, by the format's name
 * @param deadLetters the first {@value #MAX_PLACES} dead letters; {@link Kind#DEAD} counts all
 * @param repairs the first {@value #MAX_PLACES} places where bytes were no text and were replaced
 * @param hash which input it was, where somebody asked: the SHA-256 of the sorted list of the SHA-256 of every file, in
 *     hexadecimal, each on a line; {@code sha256sum FILE... | cut -c1-64 | LC_ALL=C sort | sha256sum} repeats it
 * @param completeness of which times all is known to have been read, by account, Region and source
 */
public record Accounting(
        Map<Kind, Long> counts,
        Map<String, Long> formats,
        List<DeadLetter> deadLetters,
        List<String> repairs,
        Optional<String> hash,
        Map<String, Completeness> completeness) {

    /** How many places are kept for a person to look at. */
    public static final int MAX_PLACES = 100;

    /** What is counted. */
    public enum Kind {
        /** Files opened, standard input included. */
        FILES,
        /** Topics of Kafka. */
        TOPICS,
        /** Records met: the sum of all outcomes below. */
        READ,
        EVENTS,
        LINES,
        ANSWERS,
        /** Read before: the same event or log event id. */
        DUPLICATE,
        /** Holds nothing by nature: blank lines, CloudWatch's control messages, empty lists. */
        IGNORED,
        DEAD,
        /**
         * Got by Kafka or CloudWatch Logs more than a minute after the time that it tells; also counted as what it is.
         */
        LATE,
        /** Lines with invalid UTF-8 or NUL bytes that were read all the same; also counted as lines. */
        REPAIRED
    }

    private static final List<Kind> OUTCOMES =
            List.of(Kind.EVENTS, Kind.LINES, Kind.ANSWERS, Kind.DUPLICATE, Kind.IGNORED, Kind.DEAD);

    public Accounting {
        EnumMap<Kind, Long> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, counts.getOrDefault(kind, 0L));
        }
        long outcomes = sum(counts, OUTCOMES);
        long read = sum(counts, List.of(Kind.READ));
        if (outcomes != read) {
            throw new IllegalArgumentException(
                    "read " + read + " records, but the outcomes sum to " + outcomes + ": " + all);
        }
        counts = Collections.unmodifiableMap(all);
        formats = Collections.unmodifiableMap(new TreeMap<>(formats));
        deadLetters = List.copyOf(deadLetters);
        repairs = List.copyOf(repairs);
        completeness = Collections.unmodifiableMap(new TreeMap<>(completeness));
    }

    /** Of an input that nobody hashed. */
    public Accounting(
            Map<Kind, Long> counts, Map<String, Long> formats, List<DeadLetter> deadLetters, List<String> repairs) {
        this(counts, formats, deadLetters, repairs, Optional.empty(), Map.of());
    }

    /** The same, of an input of this hash. */
    public Accounting hashed(String value) {
        return new Accounting(counts, formats, deadLetters, repairs, Optional.of(value), completeness);
    }

    /** The same, of which so much is known to be complete. */
    public Accounting complete(Map<String, Completeness> known) {
        Map<String, Completeness> all = new TreeMap<>(completeness);
        known.forEach((source, each) -> all.merge(source, each, Completeness::and));
        return new Accounting(counts, formats, deadLetters, repairs, hash, all);
    }

    /** The same, with what is known of the completeness of a stretch of time alone. */
    public Accounting within(Instant from, Instant to) {
        Map<String, Completeness> inside = new TreeMap<>();
        completeness.forEach((source, each) -> each.within(from, to).ifPresent(known -> inside.put(source, known)));
        return new Accounting(counts, formats, deadLetters, repairs, hash, inside);
    }

    /** What became of this and of other input. The hash is of files alone, so that of this stays. */
    public Accounting plus(Accounting other) {
        Map<Kind, Long> sum = new EnumMap<>(Kind.class);
        counts.forEach((kind, count) -> sum.put(kind, count + other.count(kind)));
        Map<String, Long> all = new TreeMap<>(formats);
        other.formats.forEach((name, count) -> all.merge(name, count, Long::sum));
        return new Accounting(
                        sum,
                        all,
                        first(deadLetters, other.deadLetters),
                        first(repairs, other.repairs),
                        hash.or(other::hash),
                        completeness)
                .complete(other.completeness);
    }

    private static <T> List<T> first(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).limit(MAX_PLACES).toList();
    }

    private static long sum(Map<Kind, Long> counts, List<Kind> kinds) {
        return kinds.stream().mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum();
    }

    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Whether anything came out that an analyzer can use; if not, "no incidents" would be a lie. */
    public boolean useful() {
        return count(Kind.EVENTS) + count(Kind.LINES) + count(Kind.ANSWERS) > 0;
    }
}
