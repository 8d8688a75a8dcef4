package io.stopcause.ingest.cloudwatch;

import io.stopcause.model.Coverage;
import io.stopcause.model.Ids;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what was downloaded of a group with what CloudWatch says that it got, and writes the outcome beside it. A log
 * event that tells a time outside what was asked for is among those that are missing.
 */
final class DownloadCheck {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** CloudWatch keeps its counts by the minute for 15 days. */
    private static final Duration KEPT = Duration.ofDays(15).minusHours(1);

    private final Incoming incoming;
    private final Path directory;
    private final Instant counted;

    /** @param counted until when CloudWatch has counted what it got */
    DownloadCheck(Incoming incoming, Path directory, Instant counted) {
        this.incoming = incoming;
        this.directory = directory;
        this.counted = counted;
    }

    /** @param windows all of one group, one behind the other */
    void check(List<LogWindow> windows) throws IOException, InterruptedException {
        LogWindow first = windows.get(0);
        Instant end = windows.get(windows.size() - 1).to();
        Instant oldest = counted.minus(KEPT);
        Instant wanted = first.from().isBefore(oldest) ? oldest : first.from();
        Instant from = wanted.plus(MINUTE).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
        Instant to = (end.isBefore(counted) ? end : counted).truncatedTo(ChronoUnit.MINUTES);
        Minutes minutes = new Minutes(from);
        for (LogWindow window : windows) {
            Path counts = window.counts(directory);
            if (Files.notExists(counts)) {
                return;
            }
            minutes.add(Minutes.of(Files.readString(counts)));
        }
        Optional<Map<Instant, Long>> known = from.isBefore(to) ? counts(first.group(), from, to) : Optional.empty();
        if (known.isPresent()) {
            Group group = first.group();
            Coverage coverage = new Coverage(
                    group.account(), group.region(), group.name(), from, to, true, minutes.until(to, known.get()));
            String id = Ids.of(group.checkpointName(), from.toString(), to.toString());
            Files.writeString(
                    directory.resolve("coverage-" + id.substring(0, 12) + ".json"), Json.write(coverage) + "\n");
        }
    }

    private Optional<Map<Instant, Long>> counts(Group group, Instant from, Instant to) throws InterruptedException {
        Map<Instant, Long> all = new HashMap<>();
        for (Instant start = from; start.isBefore(to); start = start.plus(Incoming.MOST)) {
            Instant end = start.plus(Incoming.MOST);
            Optional<Map<Instant, Long>> some = incoming.logEvents(group, start, end.isBefore(to) ? end : to);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            all.putAll(some.get());
        }
        return Optional.of(all);
    }
}
