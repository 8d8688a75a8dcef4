package io.stopcause.ingest;

import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells, when a minute is over, what went through each source meanwhile. For one thread. */
final class MinuteBook {

    private final Map<String, Entry> told = new HashMap<>();

    /** What had gone through a source by the start of a minute. */
    private record Entry(Instant minute, long read, long duplicate, long late, long dead) {

        static Entry of(Instant minute, Traffic traffic) {
            return new Entry(
                    minute,
                    traffic.count(Kind.READ),
                    traffic.count(Kind.DUPLICATE),
                    traffic.late(),
                    traffic.count(Kind.DEAD));
        }
    }

    /** @param teller one that fails is told of a longer stretch the next time */
    void turn(Instant now, List<Ingest.Flow> flows, Consumer<Coverage> teller) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        for (Ingest.Flow flow : flows) {
            Entry entry = Entry.of(minute, flow.traffic());
            Entry before = told.putIfAbsent(flow.source(), entry);
            if (before != null && before.minute.isBefore(minute)) {
                teller.accept(coverage(flow, before, entry, now));
                told.put(flow.source(), entry);
            }
        }
    }

    private static Coverage coverage(Ingest.Flow flow, Entry before, Entry entry, Instant now) {
        long read = entry.read - before.read;
        Coverage.Minute minute = new Coverage.Minute(
                before.minute,
                read,
                read - (entry.duplicate - before.duplicate),
                entry.late - before.late,
                flow.traffic().latestMeanwhile(),
                flow.settled().map(settled -> Duration.between(settled, now)).orElse(Duration.ZERO),
                entry.dead - before.dead,
                Optional.empty());
        return new Coverage(
                "", "", flow.source(), before.minute, entry.minute, false, read == 0 ? List.of() : List.of(minute));
    }
}
