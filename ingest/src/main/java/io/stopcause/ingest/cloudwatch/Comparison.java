package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Share;
import io.stopcause.ingest.Traffic;
import io.stopcause.ingest.Transaction;
import io.stopcause.model.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Compares what was read of a group with what CloudWatch says that it got, and tells the outcome as {@link Coverage}.
 * Minutes of which something is missing are repaired first.
 */
final class Comparison {

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
    private final LogApi api;
    private final Incoming incoming;
    private final Share share;
    private final Transaction transaction;
    private final Traffic traffic;
    private final Minutes minutes;
    private @Nullable Repair repair;
    private int tried;
    private Instant next = Instant.MIN;
    private @Nullable Coverage last;

    Comparison(Group group, GroupReader.Reading reading, Transaction transaction, Minutes minutes) {
        this.group = group;
        this.api = reading.api();
        this.incoming = reading.incoming();
        this.share = reading.share();
        this.transaction = transaction;
        this.traffic = reading.company().traffic();
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

    /** One that fails is begun again after a while. */
    private Collection<FilteredLogEvent> goOn(Repair begun, Instant now) throws InterruptedException {
        boolean open = false;
        try {
            open = begun.page();
            if (open) {
                return List.of();
            }
            transaction.commit();
            Collection<FilteredLogEvent> missing = begun.missing(share, now);
            begun.written().forEach(minutes::atLeast);
            tried++;
            return missing;
        } finally {
            if (!open) {
                repair = null;
            }
        }
    }

    private void compare(Instant now, Instant to) throws InterruptedException {
        next = now.plus(PAUSE);
        Optional<Map<Instant, Long>> counts = incoming.logEvents(group, minutes.compared(), to);
        List<Coverage.Minute> all = minutes.until(to, counts.orElse(Map.of()));
        boolean counted = counts.filter(known -> !known.isEmpty()).isPresent()
                && all.stream().allMatch(minute -> minute.incoming().orElse(0L) >= minute.written());
        SortedSet<Instant> missing = all.stream()
                .filter(minute -> minute.missing() > 0)
                .map(Coverage.Minute::at)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty() && tried < REACHES.size()) {
            repair = new Repair(group, api, missing, REACHES.get(tried));
        } else if (counted || !now.isBefore(to.plus(GIVEN_UP))) {
            tell(new Coverage(
                    group.account(), group.region(), group.name(), minutes.compared(), to, counts.isPresent(), all));
        }
    }

    private void tell(Coverage coverage) {
        transaction.journal().coverage(coverage);
        minutes.comparedTo(coverage.to());
        tried = 0;
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
        traffic.missing(missing);
    }
}
