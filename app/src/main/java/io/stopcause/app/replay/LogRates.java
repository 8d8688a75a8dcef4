package io.stopcause.app.replay;

import io.stopcause.console.timeline.LogRate;
import io.stopcause.ingest.Quiet;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.TaskLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Counts lines over time, log by log, on their way to another sink. Memory is bounded: the longer a log, the longer the
 * stretches that are counted. For one thread.
 */
public final class LogRates implements Sink {

    /** One of these stands in every error, in lower case; a screen must look for them. */
    static final List<String> LITERALS =
            List.of("error", "fatal", "critical", "severe", "panic", "traceback", "exception");

    private static final int MOST_LOGS = 1000;
    private static final int MOST_TASKS = 20;
    private static final int LOOK = 500;
    private static final Pattern ERROR =
            Pattern.compile("\\b(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC|panic:|Traceback)|Exception\\b|\\b[eE]rror(?::|$)"
                    + "|[\"']?\\blevel[\"']?\\s*[=:]\\s*[\"']?(?i:error|fatal|critical|panic)");

    private final Sink next;
    private final Window window;
    private final Map<String, OfLog> logs = new TreeMap<>();

    /** Lines of one log, and some of the tasks that write it. */
    private static final class OfLog {
        private final LogSource source;
        private final String name;
        private final Set<String> tasks = new LinkedHashSet<>();
        private final Counts counts = new Counts();

        OfLog(LogSource source, String name) {
            this.source = source;
            this.name = name;
        }
    }

    public LogRates(Sink next, Window window) {
        this.next = next;
        this.window = window;
    }

    /** Whether a line calls itself an error: by its level, as the head of a stack trace, or in plain words. */
    static boolean isError(String line) {
        return ERROR.matcher(line.length() > LOOK ? line.substring(0, LOOK) : line)
                .find();
    }

    @Override
    public void logs(LogBatch batch) {
        of(batch.source()).ifPresent(log -> batch.lines().forEach(line -> count(log, line)));
        next.logs(batch);
    }

    private void count(OfLog log, LogLine line) {
        if (window.holds(line.time())) {
            log.counts.add(line.time().getEpochSecond(), 1, isError(line.message()) ? 1 : 0);
        }
    }

    @Override
    public void quiet(Quiet lines) {
        Span span = new Span(lines.first(), lines.last());
        of(lines.source()).ifPresent(log -> {
            if (window.cuts(span)) {
                lines.lines().get().forEach(line -> count(log, line));
            } else if (window.holds(span.first())) {
                log.counts.spread(span.first().getEpochSecond(), span.last().getEpochSecond(), lines.count());
            }
        });
        next.quiet(lines);
    }

    private Optional<OfLog> of(LogSource source) {
        Optional<TaskLog> task = source.taskLog();
        String name =
                source.group() + task.map(each -> " · " + each.container()).orElse("");
        String key = source.account() + '/' + source.region() + '/' + name;
        if (!logs.containsKey(key) && logs.size() >= MOST_LOGS) {
            return Optional.empty();
        }
        OfLog log = logs.computeIfAbsent(key, absent -> new OfLog(source, name));
        task.filter(each -> log.tasks.size() < MOST_TASKS).ifPresent(each -> log.tasks.add(each.taskId()));
        return Optional.of(log);
    }

    @Override
    public void event(AwsEvent event) {
        next.event(event);
    }

    @Override
    public void answer(Answer answer) {
        next.answer(answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        next.dead(letter);
    }

    /** An error is no quiet line, whether a rule knows it or not. */
    @Override
    public Optional<Screen> screen() {
        return next.screen().map(ErrorScreen::new);
    }

    /** What was counted; a log belongs to the scope of a task that writes it, or is one of its own. */
    public List<LogRate> rates(List<ServiceHistory> histories) {
        Map<String, Scope> scopes = new HashMap<>();
        histories.forEach(
                history -> history.tasks().forEach(task -> scopes.putIfAbsent(task.taskId(), history.scope())));
        return logs.values().stream()
                .map(log -> new LogRate(
                        log.tasks.stream()
                                .filter(scopes::containsKey)
                                .map(scopes::get)
                                .findFirst()
                                .orElseGet(() -> Scope.ofLogGroup(
                                        log.source.account(), log.source.region(), log.source.group())),
                        log.name,
                        log.counts.slots()))
                .toList();
    }

    /** Looks out for errors as well. */
    private record ErrorScreen(Screen next) implements Screen {

        @Override
        public int[] suspects(byte[] text, int from, int to) {
            return next.suspects(text, from, to);
        }

        @Override
        public boolean isQuiet(String line) {
            return !isError(line) && next.isQuiet(line);
        }
    }

    /** Counts in equal stretches of time, which double in length whenever there are too many. */
    private static final class Counts {

        private static final int MOST = 120;

        private TreeMap<Long, long[]> slots = new TreeMap<>();
        private long step = 1;

        void add(long second, long lines, long errors) {
            long[] slot = slots.computeIfAbsent(Math.floorDiv(second, step), at -> new long[2]);
            slot[0] += lines;
            slot[1] += errors;
            while (slots.lastKey() - slots.firstKey() >= MOST) {
                coarsen();
            }
        }

        private void coarsen() {
            step *= 2;
            TreeMap<Long, long[]> merged = new TreeMap<>();
            slots.forEach((at, counts) -> {
                long[] slot = merged.computeIfAbsent(Math.floorDiv(at, 2L), key -> new long[2]);
                slot[0] += counts[0];
                slot[1] += counts[1];
            });
            slots = merged;
        }

        /** Lines of which only the first and the last time are known lie evenly between them. */
        void spread(long first, long last, long lines) {
            add(first, 0, 0);
            add(last, 0, 0);
            long parts = (last - first) / step + 1;
            for (long part = 0; part < parts; part++) {
                add(first + part * step, lines * (part + 1) / parts - lines * part / parts, 0);
            }
        }

        List<LogRate.Slot> slots() {
            return slots.entrySet().stream()
                    .filter(slot -> slot.getValue()[0] > 0)
                    .map(slot -> new LogRate.Slot(
                            Instant.ofEpochSecond(slot.getKey() * step),
                            Instant.ofEpochSecond((slot.getKey() + 1) * step),
                            slot.getValue()[0],
                            slot.getValue()[1]))
                    .toList();
        }
    }
}
