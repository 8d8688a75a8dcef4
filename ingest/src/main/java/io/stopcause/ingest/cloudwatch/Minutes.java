package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.format.LogMessages;
import io.stopcause.model.Coverage;
import io.stopcause.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was read of a group, by the minute in which CloudWatch got it, as far as it is not compared yet. */
final class Minutes {

    private final SortedMap<Instant, Count> counts = new TreeMap<>();
    private Instant compared;

    /** @param compared the first minute that counts */
    Minutes(Instant compared) {
        this.compared = compared;
    }

    private static final class Count {
        private long read;
        private long lines;
        /** Log events that hold events of other services. */
        private long holders;
        /** The same as counted before a restart: the topics do not tell which of them come once more. */
        private long holdersBefore;

        private long late;
        private long latestMillis;
        private long lagMillis;

        private Count() {}

        private Count(KeptMinute kept) {
            Coverage.Minute minute = kept.minute;
            read = minute.read();
            lines = minute.written() - kept.holders;
            holdersBefore = kept.holders;
            late = minute.late();
            latestMillis = minute.latest().toMillis();
            lagMillis = minute.lag().toMillis();
        }

        private void add(Count other) {
            read += other.read;
            lines += other.lines;
            holders += other.holders();
            late += other.late;
            latestMillis = Math.max(latestMillis, other.latestMillis);
            lagMillis = Math.max(lagMillis, other.lagMillis);
        }

        /** Too few rather than too many, until they are all read again. */
        private long holders() {
            return Math.max(holders, holdersBefore);
        }

        private long written() {
            return lines + holders();
        }
    }

    /** All minutes before it are compared. */
    Instant compared() {
        return compared;
    }

    /** A log event that CloudWatch got then was read now. */
    void read(Instant arrived, Instant now, LogMessages.What what, boolean isNew) {
        of(arrived).ifPresent(count -> {
            count.read++;
            if (isNew) {
                if (what == LogMessages.What.EVENT) {
                    count.holders++;
                } else {
                    count.lines++;
                }
                count.lagMillis =
                        Math.max(count.lagMillis, Duration.between(arrived, now).toMillis());
            }
        });
    }

    /** Counts what another one has counted. */
    void add(Minutes others) {
        others.counts.forEach((minute, count) -> of(minute).ifPresent(own -> own.add(count)));
    }

    /** It is new, and older than what was thought to be read whole. */
    void late(Instant arrived, Duration by) {
        of(arrived).ifPresent(count -> {
            count.late++;
            count.latestMillis = Math.max(count.latestMillis, by.toMillis());
        });
    }

    /** So many lines of a minute are known to be written: a count is lost with a process that has written them. */
    void atLeast(Instant minute, long lines) {
        of(minute).ifPresent(count -> {
            count.lines = Math.max(count.lines, lines);
            count.read = Math.max(count.read, count.written());
        });
    }

    private Optional<Count> of(Instant arrived) {
        return arrived.isBefore(compared)
                ? Optional.empty()
                : Optional.of(counts.computeIfAbsent(arrived.truncatedTo(ChronoUnit.MINUTES), minute -> new Count()));
    }

    /** The minutes up to that one in which anything was read or, by CloudWatch's count, should have been. */
    List<Coverage.Minute> until(Instant to, Map<Instant, Long> incoming) {
        SortedMap<Instant, Count> all = new TreeMap<>(counts.headMap(to));
        incoming.keySet().forEach(minute -> all.putIfAbsent(minute, new Count()));
        return all.entrySet().stream()
                .map(each -> minute(each.getKey(), each.getValue(), Optional.ofNullable(incoming.get(each.getKey()))))
                .toList();
    }

    private static Coverage.Minute minute(Instant at, Count count, Optional<Long> incoming) {
        return new Coverage.Minute(
                at,
                count.read,
                count.written(),
                count.late,
                Duration.ofMillis(count.latestMillis),
                Duration.ofMillis(count.lagMillis),
                0,
                incoming);
    }

    /** What lies before has been told. */
    void comparedTo(Instant to) {
        compared = to;
        counts.headMap(to).clear();
    }

    /** For the checkpoint, so that whoever goes on from there has the same counts. */
    String text() {
        return Json.write(new Kept(
                compared,
                counts.entrySet().stream()
                        .map(each -> new KeptMinute(
                                minute(each.getKey(), each.getValue(), Optional.empty()),
                                each.getValue().holders()))
                        .toList()));
    }

    static Minutes of(String text) {
        Kept kept = Json.read(text, Kept.class);
        Minutes minutes = new Minutes(kept.compared);
        kept.minutes.forEach(each -> minutes.counts.put(each.minute.at(), new Count(each)));
        return minutes;
    }

    private record Kept(Instant compared, List<KeptMinute> minutes) {

        private Kept {
            minutes = List.copyOf(minutes);
        }
    }

    private record KeptMinute(Coverage.Minute minute, long holders) {}
}
