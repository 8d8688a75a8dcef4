package io.stopcause.analyzer.incident;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Failures of one cause that belong together in time.
 *
 * @param end when and why it is over; absent while it lasts
 * @param reopened whether it ended once before and came back
 */
record Episode(String cause, List<Failure> failures, Optional<End> end, boolean reopened) {

    /** Without a failure for that long an incident is over, even if nobody says so. */
    static final Duration QUIET = Duration.ofHours(1);

    /** Within that time after its end it is the same incident again. */
    private static final Duration REOPEN = Duration.ofMinutes(30);

    /** Why something is over. */
    record End(Instant time, String reason) {}

    Episode {
        failures = List.copyOf(failures);
    }

    Failure first() {
        return failures.get(0);
    }

    Instant lastSign() {
        return lastSign(failures);
    }

    private static Instant lastSign(List<Failure> failures) {
        return failures.stream()
                .map(failure -> failure.verdict().lastSign())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean has(Failure failure) {
        return failures.stream().anyMatch(each -> each.id().equals(failure.id()));
    }

    Incident.State state() {
        if (end.isPresent()) {
            return Incident.State.RESOLVED;
        }
        return reopened ? Incident.State.REOPENED : Incident.State.OPEN;
    }

    /** Whether it was going on at that time. */
    boolean covers(Instant time) {
        Instant until = end.map(End::time).orElse(Instant.MAX);
        return !time.isBefore(first().verdict().firstSign()) && !time.isAfter(until);
    }

    /**
     * Cuts the failures of a scope into episodes.
     *
     * @param failures ordered by time
     * @param ends what resolves incidents, ordered by time
     * @param asOf until when everything has been read
     */
    static List<Episode> of(List<Failure> failures, List<End> ends, Instant asOf) {
        TreeMap<String, List<Failure>> byCause = new TreeMap<>();
        failures.forEach(failure -> byCause.computeIfAbsent(failure.cause(), cause -> new ArrayList<>())
                .add(failure));
        List<Episode> episodes = new ArrayList<>();
        byCause.forEach((cause, ofCause) -> episodes.addAll(cut(cause, ofCause, ends, asOf)));
        return episodes;
    }

    private static List<Episode> cut(String cause, List<Failure> failures, List<End> ends, Instant asOf) {
        List<Episode> episodes = new ArrayList<>();
        List<Failure> current = new ArrayList<>();
        boolean reopened = false;
        for (Failure failure : failures) {
            Optional<End> end = current.isEmpty() ? Optional.empty() : end(current, ends, failure.time());
            if (end.isPresent() && end.get().time.plus(REOPEN).isBefore(failure.time())) {
                episodes.add(new Episode(cause, current, end, reopened));
                current = new ArrayList<>();
                reopened = false;
            } else {
                reopened |= end.isPresent();
            }
            current.add(failure);
        }
        episodes.add(new Episode(cause, current, end(current, ends, asOf), reopened));
        return episodes;
    }

    private static Optional<End> end(List<Failure> failures, List<End> ends, Instant until) {
        Instant last = lastSign(failures);
        Instant quiet = last.plus(QUIET);
        return ends.stream()
                .filter(end -> end.time.isAfter(last) && !end.time.isAfter(until) && end.time.isBefore(quiet))
                .findFirst()
                .or(() -> quiet.isAfter(until)
                        ? Optional.empty()
                        : Optional.of(new End(quiet, "quiet for " + QUIET.toMinutes() + " minutes")));
    }
}
