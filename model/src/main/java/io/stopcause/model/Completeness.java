package io.stopcause.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Of which times all of a source was read.
 *
 * @param source the log group, or the name of another source
 * @param stretches in ascending order, without overlaps; what lies between them is not known
 */
public record Completeness(String source, List<Stretch> stretches) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    public Completeness {
        stretches = List.copyOf(stretches);
    }

    /**
     * Minutes one behind the other of which the same is known.
     *
     * @param from the first minute
     * @param to the first minute that no longer belongs to it
     * @param missing how many log events CloudWatch has that were not read; 0 where all were
     */
    public record Stretch(Instant from, Instant to, long missing) {

        private boolean joins(Stretch next) {
            return missing == 0 && next.missing == 0 && !to.isBefore(next.from);
        }

        private Stretch with(Stretch next) {
            return new Stretch(from, to.isAfter(next.to) ? to : next.to, 0);
        }

        private Optional<Stretch> within(Instant first, Instant end) {
            Stretch clipped = new Stretch(from.isBefore(first) ? first : from, to.isAfter(end) ? end : to, missing);
            return clipped.from.isBefore(clipped.to) ? Optional.of(clipped) : Optional.empty();
        }
    }

    /** What a stretch that was told proves; what nobody could compare proves nothing. */
    public static Completeness of(Coverage told) {
        return new Completeness(told.source(), stretches(told));
    }

    private static List<Stretch> stretches(Coverage told) {
        List<Stretch> stretches = new ArrayList<>();
        if (told.compared()) {
            Instant from = told.from();
            for (Coverage.Minute minute : told.minutes()) {
                if (minute.missing() > 0 || !minute.isCounted()) {
                    add(stretches, new Stretch(from, minute.at(), 0));
                    from = minute.at().plus(MINUTE);
                }
                if (minute.missing() > 0) {
                    add(stretches, new Stretch(minute.at(), from, minute.missing()));
                }
            }
            add(stretches, new Stretch(from, told.to(), 0));
        }
        return stretches;
    }

    private static void add(List<Stretch> stretches, Stretch stretch) {
        if (stretch.from.isBefore(stretch.to)) {
            stretches.add(stretch);
        }
    }

    /** The same minute may have been told twice: what was missing the first time and not the second is there. */
    private static List<Stretch> joined(List<Stretch> stretches) {
        Deque<Stretch> joined = new ArrayDeque<>();
        stretches.stream()
                .sorted(Comparator.comparing(Stretch::from).thenComparing(Stretch::missing))
                .forEach(next -> {
                    if (joined.isEmpty()) {
                        joined.add(next);
                    } else if (joined.getLast().joins(next)) {
                        joined.add(joined.removeLast().with(next));
                    } else if (!joined.getLast().to.isAfter(next.from)) {
                        joined.add(next);
                    }
                });
        return List.copyOf(joined);
    }

    /** What is known of a stretch of time; empty where nothing is. */
    public Optional<Completeness> within(Instant from, Instant to) {
        List<Stretch> clipped = stretches.stream()
                .flatMap(stretch -> stretch.within(from, to).stream())
                .toList();
        return clipped.isEmpty() ? Optional.empty() : Optional.of(new Completeness(source, clipped));
    }

    /** This and what else is known of the same source. */
    public Completeness and(Completeness other) {
        return new Completeness(
                source,
                joined(Stream.concat(stretches.stream(), other.stretches.stream())
                        .toList()));
    }
}
