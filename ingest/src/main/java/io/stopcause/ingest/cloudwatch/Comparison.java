package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Transaction;
import io.stopcause.model.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Compares what was read of a group with what CloudWatch says that it got, and tells the outcome as {@link Coverage}.
 * Minutes of which something is missing are repaired first.
 */
final class Comparison implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** So many minutes are told at once, with one call. */
    private static final Duration STRETCH = Duration.ofMinutes(5);
    /** CloudWatch has counted a minute after so long, as a rule; where it says nothing, the longer time is waited for. */
    private static final Duration COUNTED = Duration.ofMinutes(5);

    private static final Duration GIVEN_UP = Duration.ofMinutes(15);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** How far before its minute a missing log event is looked for, by its own time: first near, then far. */
    private static final List<Duration> REACHES = List.of(Duration.ofHours(1), Duration.ofDays(1));

    private final Group group;
    private final GroupReader.Reading reading;
    private final Transaction transaction;
    private final Minutes minutes;
    /** How often each minute of the stretch was looked for. */
    private final Map<Instant, Integer> tried = new HashMap<>();

    private @Nullable Repair repair;
    private Instant next = Instant.MIN;
    private @Nullable Coverage last;

    Comparison(Group group, GroupReader.Reading reading, Transaction transaction, Minutes minutes) {
        this.group = group;
        this.reading = reading;
        this.transaction = transaction;
        this.minutes = minutes;
    }

    /** What was told last. */
    Optional<Coverage> last() {
        return Optional.ofNullable(last);
    }

    /**
     * Makes the next step.
     *
     * @param whole event time up to which all is read that comes as late as is usual
     * @return log events that are missing, and are to be written now
     */
    Collection<FilteredLogEvent> step(Instant now, Instant whole) throws InterruptedException {
        if (repair != null) {
            return goOn(repair, now);
        }
        Instant to = minutes.compared().plus(stretch(now, whole));
        if (!now.isBefore(next) && !whole.isBefore(to) && !now.isBefore(to.plus(COUNTED))) {
            compare(now, to);
        }
        return List.of();
    }

    /** After a downtime much is compared at once, as far as CloudWatch has surely counted it. */
    private Duration stretch(Instant now, Instant whole) {
        Instant given = now.minus(GIVEN_UP);
        Instant last = (whole.isBefore(given) ? whole : given).truncatedTo(ChronoUnit.MINUTES);
        Duration behind = Duration.between(minutes.compared(), last);
        if (behind.compareTo(LONG) < 0) {
            return STRETCH;
        }
        return behind.compareTo(Incoming.MOST) < 0 ? behind : Incoming.MOST;
    }

    /** One that fails is begun again after a while; others have their turn before. */
    private Collection<FilteredLogEvent> goOn(Repair begun, Instant now) throws InterruptedException {
        boolean failed = true;
        try {
            Collection<FilteredLogEvent> missing = begun.step(transaction, now);
            failed = false;
            if (begun.isDone()) {
                begun.written().forEach(minutes::atLeast);
                begun.minutes().forEach(minute -> tried.merge(minute, 1, Integer::sum));
                close();
            }
            return missing;
        } finally {
            if (failed) {
                next = now.plus(PAUSE);
                close();
            }
        }
    }

    /** A log event of the group was written now. */
    void written(String id) {
        if (repair != null) {
            repair.written(id);
        }
    }

    /** Lets go of what is not finished. */
    @Override
    public void close() {
        if (repair != null) {
            repair.close();
            repair = null;
        }
        reading.turn().leave(this);
    }

    private void compare(Instant now, Instant to) throws InterruptedException {
        next = now.plus(PAUSE);
        Optional<Map<Instant, Long>> counts = reading.incoming().logEvents(group, minutes.compared(), to);
        List<Coverage.Minute> all = minutes.until(to, counts.orElse(Map.of())).stream()
                .map(Comparison::judged)
                .toList();
        boolean counted = counts.filter(known -> !known.isEmpty()).isPresent()
                && all.stream().allMatch(minute -> minute.incoming().orElse(0L) >= minute.written());
        Optional<Repair> wanted = repair(all);
        if (wanted.isPresent()) {
            repair = reading.turn().take(this) ? wanted.get() : null;
        } else if (counted || !now.isBefore(to.plus(GIVEN_UP))) {
            tell(new Coverage(
                    group.account(), group.region(), group.name(), minutes.compared(), to, counts.isPresent(), all));
        }
    }

    /** Of a minute that differs and is too large to be looked through, it is not known whether anything is missing. */
    private static Coverage.Minute judged(Coverage.Minute minute) {
        boolean tooLarge = minute.missing() > 0 && minute.incoming().orElse(0L) > Repair.MOST_EVENTS;
        return tooLarge ? minute.uncounted() : minute;
    }

    /** For minutes of which something is missing, those first that were looked for least. */
    private Optional<Repair> repair(List<Coverage.Minute> all) {
        for (int times = 0; times < REACHES.size(); times++) {
            SortedSet<Instant> wanted = wanted(all, times);
            if (!wanted.isEmpty()) {
                return Optional.of(new Repair(group, reading, wanted, REACHES.get(times)));
            }
        }
        return Optional.empty();
    }

    /** As many as memory allows of the minutes that were looked for so often. */
    private SortedSet<Instant> wanted(List<Coverage.Minute> all, int times) {
        SortedSet<Instant> wanted = new TreeSet<>();
        long events = 0;
        for (Coverage.Minute minute : all) {
            if (minute.missing() > 0 && tried.getOrDefault(minute.at(), 0) == times) {
                events += minute.incoming().orElse(0L);
                if (events > Repair.MOST_EVENTS) {
                    break;
                }
                wanted.add(minute.at());
            }
        }
        return wanted;
    }

    private void tell(Coverage coverage) {
        transaction.journal().coverage(coverage);
        minutes.comparedTo(coverage.to());
        tried.clear();
        last = coverage;
        long missing =
                coverage.minutes().stream().mapToLong(Coverage.Minute::missing).sum();
        if (missing > 0) {
            LOG.warn(
                    "{}: {} log events that CloudWatch got from {} to {} are missing",
                    group.name(),
                    missing,
                    coverage.from(),
                    coverage.to());
        }
        reading.company().traffic().missing(missing);
    }
}
