package io.stopcause.app.dryrun;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.story.Verdicts;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what any of several rule sets may decide by: all events and answers, the lines that a rule knows, and of all
 * other lines those that show that a log goes on, and its end. So a day of quiet logs takes no more room than its events.
 * For one thread.
 */
public final class Recorder implements Sink, AutoCloseable {

    private static final int TAIL = 10;
    /** Bytes of records that wait in memory for being sorted. */
    private static final int WAITING = 1 << 24;
    /** Logs whose last lines are in memory; of the one that was silent for longest they are recorded. */
    private static final int LOGS = 2_000;

    private final List<Judge> judges;
    private final RecordFile records = new RecordFile(WAITING);
    private final Map<LogSource, OfLog> logs = new LinkedHashMap<>(16, 0.75f, true);

    /** What is remembered of a log while it is read. */
    private static final class OfLog {
        private final Deque<LogLine> tail = new ArrayDeque<>();
        private Optional<Instant> goesOnAfter = Optional.of(Instant.MIN);
    }

    /**
     * Begins.
     *
     * @param judges of all rule sets that will be played
     */
    public Recorder(List<Judge> judges) {
        this.judges = List.copyOf(judges);
    }

    @Override
    public void logs(LogBatch batch) {
        OfLog log = logs.computeIfAbsent(batch.source(), source -> new OfLog());
        if (logs.size() > LOGS) {
            Map.Entry<LogSource, OfLog> eldest = logs.entrySet().iterator().next();
            eldest.getValue().tail.forEach(line -> keep(eldest.getKey(), line));
            logs.remove(eldest.getKey());
        }
        for (LogLine line : batch.lines()) {
            boolean known = judges.stream()
                    .anyMatch(judge -> knows(judge, batch.source().surface(), line.message()));
            if (known || log.goesOnAfter.filter(line.time()::isAfter).isPresent()) {
                keep(batch.source(), line);
                log.goesOnAfter = known ? Optional.of(line.time().plus(Verdicts.OUTLIVED)) : Optional.empty();
            } else {
                log.tail.addLast(line);
                if (log.tail.size() > TAIL) {
                    log.tail.removeFirst();
                }
            }
        }
    }

    private static boolean knows(Judge judge, Surface surface, String line) {
        return !judge.isQuiet(surface, line)
                && (!judge.judge(surface, line).isEmpty()
                        || !judge.steps(surface, line).isEmpty()
                        || judge.texts().cures(surface, line));
    }

    private void keep(LogSource source, LogLine line) {
        records.add(line.time(), new LogBatch(source, List.of(line)));
    }

    @Override
    public void event(AwsEvent event) {
        records.add(event);
    }

    @Override
    public void answer(Answer answer) {
        records.add(answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        // Counted, with its place, where it was met.
    }

    /** Everything that was kept; nothing can be added after this. */
    RecordFile records() {
        logs.forEach((source, log) -> log.tail.forEach(line -> keep(source, line)));
        logs.clear();
        return records;
    }

    @Override
    public void close() {
        records.close();
    }
}
