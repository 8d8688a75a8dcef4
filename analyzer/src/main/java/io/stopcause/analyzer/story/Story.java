package io.stopcause.analyzer.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.TaskLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of one task, or of one log stream that belongs to none. Bounded, immutable, and the same whatever the
 * order in which its events arrive.
 *
 * @param state the newest state of the task, by version
 * @param source where its lines come from
 * @param signs by rule entry and container, the earliest lines that matched
 * @param tails by container, the newest lines
 * @param cures by container, when a line last said that a passing failure was over
 */
public record Story(
        Optional<AwsEvent> state,
        Optional<LogSource> source,
        NavigableMap<String, Sign> signs,
        NavigableMap<String, List<LogLine>> tails,
        NavigableMap<String, Instant> cures) {

    public static final Story EMPTY =
            new Story(Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private static final int TAIL = 20;
    private static final int MAX_LINE = 2_000;

    public Story {
        signs = Collections.unmodifiableNavigableMap(new TreeMap<>(signs));
        tails = Collections.unmodifiableNavigableMap(new TreeMap<>(tails));
        cures = Collections.unmodifiableNavigableMap(new TreeMap<>(cures));
    }

    /** The story with one more state of the task; an older or repeated one changes nothing. */
    public Story with(AwsEvent event) {
        boolean newer = state.isEmpty() || order(event).compareTo(order(state.get())) > 0;
        return newer ? new Story(Optional.of(event), source, signs, tails, cures) : this;
    }

    /** The story with more lines of one of its containers. */
    public Story with(LogBatch batch, Judge judge) {
        String container = batch.source().taskLog().map(TaskLog::container).orElse("");
        Map<String, Sign> newSigns = new TreeMap<>(signs);
        Map<String, Instant> newCures = new TreeMap<>(cures);
        for (LogLine line : batch.lines()) {
            for (Hit hit : judge.judge(batch.source().surface(), line.message())) {
                String key = Sign.key(hit, container);
                newSigns.merge(key, Sign.of(hit, container, cut(line)), Sign::plus);
            }
            if (judge.texts().cures(batch.source().surface(), line.message())) {
                newCures.merge(container, line.time(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        NavigableMap<String, List<LogLine>> newTails = new TreeMap<>(tails);
        newTails.put(container, tail(tails.getOrDefault(container, List.of()), batch.lines()));
        return new Story(
                state, Optional.of(batch.source()), new TreeMap<>(newSigns), newTails, new TreeMap<>(newCures));
    }

    @JsonIgnore
    public Optional<Task> task() {
        return state.map(Task::new);
    }

    private static List<LogLine> tail(List<LogLine> known, List<LogLine> added) {
        List<LogLine> all = new ArrayList<>(known);
        added.stream().skip(Math.max(0, added.size() - TAIL)).map(Story::cut).forEach(all::add);
        List<LogLine> sorted = all.stream().sorted(Sign.BY_TIME).distinct().toList();
        return sorted.subList(Math.max(0, sorted.size() - TAIL), sorted.size());
    }

    private static LogLine cut(LogLine line) {
        return line.message().length() <= MAX_LINE
                ? line
                : new LogLine(line.id(), line.time(), line.message().substring(0, MAX_LINE));
    }

    /** Version first; events without one, and repeats of one version from other sources, by time and id. */
    private static String order(AwsEvent event) {
        long version = event.detail().path("version").asLong();
        return String.format("%019d %s %s", version, event.time(), event.id());
    }
}
