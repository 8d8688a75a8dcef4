package io.stopcause.analyzer.incident;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Failures of one cause that belong together in time.
 *
 * @param end when and why it is over; absent while it lasts
 * @param reopened whether it ended once before and came back
 */
record Episode(String cause, List<Failure> failures, Optional<Ends.End> end, boolean reopened) {

    /** Without a failure for that long an incident is over, even if nobody says so. */
    static final Duration QUIET = Duration.ofHours(1);

    /** Within that time after its end it is the same incident again. */
    private static final Duration REOPEN = Duration.ofMinutes(30);

    /** What came back so often does not end with the next steady state: it flaps, and would be told each time. */
    private static final int FLAPS = 2;

    Episode {
        failures = List.copyOf(failures);
    }

    Failure first() {
        return failures.get(0);
    }

    Instant lastSign() {
        return failures.stream()
                .map(failure -> failure.verdict().lastSign())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    Incident.State state() {
        if (end.isPresent()) {
            return Incident.State.RESOLVED;
        }
        return reopened ? Incident.State.REOPENED : Incident.State.OPEN;
    }

    /** Whether it was going on at that time. */
    boolean covers(Instant time) {
        Instant until = end.map(Ends.End::time).orElse(Instant.MAX);
        return !time.isBefore(first().verdict().firstSign()) && !time.isAfter(until);
    }

    /**
     * Cuts the failures of a scope into episodes.
     *
     * @param failures ordered by time
     */
    static List<Episode> of(List<Failure> failures, Ends ends) {
        TreeMap<String, List<Failure>> byCause = new TreeMap<>();
        failures.forEach(failure -> byCause.computeIfAbsent(failure.cause(), cause -> new ArrayList<>())
                .add(failure));
        List<Episode> episodes = new ArrayList<>();
        byCause.forEach((cause, ofCause) -> episodes.addAll(new Cut(cause, ends).cut(ofCause)));
        return episodes;
    }

    /** Cuts the failures of one cause. */
    private static final class Cut {

        private static final Comparator<Failure> SLOWER =
                Comparator.comparing(Failure::quietAt).thenComparing(Failure.BY_TIME);

        private final String cause;
        private final NavigableMap<Instant, List<Ends.End>> ends;
        private final Instant asOf;
        private final List<Episode> episodes = new ArrayList<>();
        private List<Failure> current = new ArrayList<>();
        /** Of those, when the last sign came and what is heard of for longest. */
        private Instant last = Instant.MIN;

        private Optional<Failure> slowest = Optional.empty();
        private int reopened;

        Cut(String cause, Ends ends) {
            this.cause = cause;
            this.ends = new TreeMap<>(ends.of(cause).stream().collect(Collectors.groupingBy(Ends.End::time)));
            this.asOf = ends.asOf();
        }

        List<Episode> cut(List<Failure> failures) {
            for (Failure failure : failures) {
                Optional<Ends.End> end = current.isEmpty() ? Optional.empty() : end(failure.time());
                if (end.filter(over -> over.time().plus(REOPEN).isBefore(failure.time()))
                        .isPresent()) {
                    episodes.add(new Episode(cause, current, end, reopened > 0));
                    begin();
                } else if (end.isPresent()) {
                    reopened++;
                }
                add(failure);
            }
            episodes.add(new Episode(cause, current, end(asOf), reopened > 0));
            return episodes;
        }

        private void begin() {
            current = new ArrayList<>();
            last = Instant.MIN;
            slowest = Optional.empty();
            reopened = 0;
        }

        private void add(Failure failure) {
            current.add(failure);
            Instant sign = failure.verdict().lastSign();
            last = sign.isAfter(last) ? sign : last;
            slowest = slowest.filter(before -> SLOWER.compare(before, failure) > 0)
                    .or(() -> Optional.of(failure));
        }

        private Optional<Ends.End> end(Instant until) {
            Failure slow = slowest.orElseThrow();
            Instant quiet = slow.quietAt();
            return ends.tailMap(last, false).values().stream()
                    .flatMap(List::stream)
                    .takeWhile(end -> !end.time().isAfter(until) && end.time().isBefore(quiet))
                    .filter(end -> end.firm() || reopened < FLAPS)
                    .findFirst()
                    .or(() -> quiet.isAfter(until)
                            ? Optional.empty()
                            : Optional.of(new Ends.End(
                                    quiet, "quiet for " + slow.quiet().toMinutes() + " minutes", true)));
        }
    }
}
