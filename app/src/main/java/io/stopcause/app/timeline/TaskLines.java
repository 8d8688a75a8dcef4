package io.stopcause.app.timeline;

import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lines of a task's logs that are worth showing: those that a rule knows, and the newest. Bounded. */
final class TaskLines {

    private static final int MOST_DECISIVE = 200;
    private static final int MAX_LINE = 2_000;

    private static final Comparator<Line> BY_TIME = Comparator.comparing(
            Line::line,
            Comparator.comparing(LogLine::time).thenComparing(LogLine::id).thenComparing(LogLine::message));

    private final Judge judge;
    private final int newest;
    private final Map<String, OfLog> logs = new TreeMap<>();

    private record Line(LogLine line, Optional<String> cause) {}

    /** What is kept of one log. */
    private static final class OfLog {
        private final String name;
        private final TreeSet<Line> decisive = new TreeSet<>(BY_TIME);
        private final TreeSet<Line> tail = new TreeSet<>(BY_TIME);
        private long count;
        private Instant first = Instant.MAX;

        OfLog(String name) {
            this.name = name;
        }
    }

    /** @param newest how many lines of each log are kept besides the decisive ones */
    TaskLines(Judge judge, int newest) {
        this.judge = judge;
        this.newest = newest;
    }

    void add(LogBatch batch) {
        LogSource source = batch.source();
        String name = source.taskLog().map(log -> log.container()).orElse(source.stream())
                + (source.group().isEmpty() ? "" : " " + source.group());
        OfLog log = logs.computeIfAbsent(source.group() + " " + source.stream(), key -> new OfLog(name));
        for (LogLine line : batch.lines()) {
            Line kept = new Line(cut(line), cause(source, line));
            log.count++;
            log.first = line.time().isBefore(log.first) ? line.time() : log.first;
            if (kept.cause().isPresent()) {
                log.decisive.add(kept);
                if (log.decisive.size() > MOST_DECISIVE) {
                    log.decisive.pollLast();
                }
            }
            log.tail.add(kept);
            if (log.tail.size() > newest) {
                log.tail.pollFirst();
            }
        }
    }

    private Optional<String> cause(LogSource source, LogLine line) {
        return judge.isQuiet(source.surface(), line.message())
                ? Optional.empty()
                : judge.judge(source.surface(), line.message()).stream()
                        .map(Hit::rule)
                        .map(rule -> rule.cause())
                        .findFirst();
    }

    private static LogLine cut(LogLine line) {
        return line.message().length() <= MAX_LINE
                ? line
                : new LogLine(line.id(), line.time(), line.message().substring(0, MAX_LINE) + "…");
    }

    /** The lines that are kept, and for each log how many are not. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        logs.values().forEach(log -> {
            Set<Line> shown = shown(log);
            shown.forEach(line -> entries.add(new Entry(
                    line.line().time(),
                    Entry.Kind.LOG,
                    log.name,
                    Redaction.of(line.line().message()),
                    line.cause())));
            long hidden = log.count - shown.size();
            if (hidden > 0) {
                String words = hidden + (hidden == 1 ? " older line" : " older lines") + " left out";
                entries.add(new Entry(log.first, Entry.Kind.LEFT_OUT, log.name, words, Optional.empty()));
            }
        });
        return entries;
    }

    long leftOut() {
        return logs.values().stream()
                .mapToLong(log -> log.count - shown(log).size())
                .sum();
    }

    private static Set<Line> shown(OfLog log) {
        Set<Line> shown = new TreeSet<>(log.tail);
        shown.addAll(log.decisive);
        return shown;
    }
}
