package io.stopcause.analyzer.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.ending.Ending;
import io.stopcause.analyzer.ending.Reasons;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.match.StepHit;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known of one task, or of one log stream that belongs to none. Bounded, immutable, and the same whatever the
 * order in which its events arrive.
 *
 * @param state the newest state of the task, by version
 * @param signs by rule entry and log, the lines that matched
 * @param tails by log, the newest lines
 * @param steps by step and log, what was a step of a correlated entry
 * @param templates by container, the kinds of lines that it wrote
 * @param cures by log stream, when a line last said that a passing failure was over
 * @param reasons the longest that any state told, for where the newest tells them cut; at most {@value #REASONS}
 */
public record Story(
        Optional<AwsEvent> state,
        NavigableMap<String, Sign> signs,
        NavigableMap<String, StepSeen> steps,
        NavigableMap<String, Tail> tails,
        NavigableMap<String, Templates> templates,
        NavigableMap<String, Instant> cures,
        List<String> reasons) {

    public static final Story EMPTY = new Story(
            Optional.empty(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of());

    private static final int REASONS = 8;
    private static final int MAX_REASON = 4_000;
    private static final int TAIL = 20;
    private static final int MAX_LINE = 2_000;

    public Story {
        signs = Collections.unmodifiableNavigableMap(new TreeMap<>(signs));
        steps = Collections.unmodifiableNavigableMap(new TreeMap<>(steps));
        tails = Collections.unmodifiableNavigableMap(new TreeMap<>(tails));
        templates = Collections.unmodifiableNavigableMap(new TreeMap<>(templates));
        cures = Collections.unmodifiableNavigableMap(new TreeMap<>(cures));
        reasons = List.copyOf(reasons);
    }

    /** The story with one more state of the task; an older or repeated one does not replace the newest. */
    public Story with(AwsEvent event, Judge judge) {
        NavigableMap<String, StepSeen> newSteps = new TreeMap<>(steps);
        judge.steps(event).forEach(hit -> add(newSteps, StepSeen.of(hit, event), hit));
        boolean newer = state.isEmpty() || order(event).compareTo(order(state.get())) > 0;
        return new Story(
                newer ? Optional.of(event) : state, signs, newSteps, tails, templates, cures, withReasons(event));
    }

    /** A reason that another goes on with says nothing more; so the same are kept in any order. */
    private List<String> withReasons(AwsEvent event) {
        List<String> all = Stream.concat(
                        reasons.stream(),
                        Reasons.of(event).stream()
                                .filter(reason -> reason.length() > Reasons.CUT)
                                .map(reason -> reason.substring(0, Math.min(reason.length(), MAX_REASON))))
                .distinct()
                .sorted(Comparator.comparing((String reason) -> -reason.length())
                        .thenComparing(reason -> reason))
                .toList();
        return all.stream()
                .filter(reason -> all.stream().noneMatch(other -> !other.equals(reason) && other.startsWith(reason)))
                .limit(REASONS)
                .toList();
    }

    private static void add(NavigableMap<String, StepSeen> steps, StepSeen seen, StepHit hit) {
        steps.merge(seen.key(), seen, (a, b) -> a.plus(b, hit.place()));
    }

    /** The newest lines of a log. */
    public record Tail(LogSource source, List<LogLine> lines) {

        public Tail {
            lines = List.copyOf(lines);
        }

        private Tail plus(List<LogLine> added) {
            List<LogLine> all = new ArrayList<>(lines);
            added.stream()
                    .sorted(Sign.BY_TIME)
                    .skip(Math.max(0, added.size() - TAIL))
                    .map(Story::cut)
                    .forEach(all::add);
            List<LogLine> sorted = all.stream().sorted(Sign.BY_TIME).distinct().toList();
            return new Tail(source, sorted.subList(Math.max(0, sorted.size() - TAIL), sorted.size()));
        }
    }

    /** The story with more lines of one of its containers. */
    public Story with(LogBatch batch, Judge judge) {
        LogSource source = batch.source();
        NavigableMap<String, Sign> newSigns = new TreeMap<>(signs);
        NavigableMap<String, StepSeen> newSteps = new TreeMap<>(steps);
        NavigableMap<String, Instant> newCures = new TreeMap<>(cures);
        for (LogLine line : batch.lines()) {
            if (judge.isQuiet(source.surface(), line.message())) {
                continue;
            }
            for (Hit hit : judge.judge(source.surface(), line.message())) {
                Sign sign = Sign.of(hit, source, cut(line));
                newSigns.merge(sign.key(), sign, Sign::plus);
            }
            for (StepHit hit : judge.steps(source.surface(), line.message())) {
                add(newSteps, StepSeen.of(hit, source, line), hit);
            }
            if (judge.texts().cures(source.surface(), line.message())) {
                newCures.merge(source.stream(), line.time(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        NavigableMap<String, Tail> newTails = new TreeMap<>(tails);
        Tail tail = tails.getOrDefault(Sign.name(source), new Tail(source, List.of()));
        newTails.put(Sign.name(source), tail.plus(batch.lines()));
        return new Story(state, newSigns, newSteps, newTails, withTemplates(batch), newCures, reasons);
    }

    private NavigableMap<String, Templates> withTemplates(LogBatch batch) {
        NavigableMap<String, Templates> changed = new TreeMap<>(templates);
        batch.source()
                .taskLog()
                .ifPresent(log -> changed.put(
                        log.container(),
                        templates.getOrDefault(log.container(), Templates.NONE).plus(batch.lines())));
        return changed;
    }

    /** One of the logs that its lines come from; empty while only events have come. */
    @JsonIgnore
    public Optional<LogSource> source() {
        return tails.values().stream().map(Tail::source).findFirst();
    }

    @JsonIgnore
    public Optional<Task> task() {
        return told().map(Task::new);
    }

    /** The newest state of the task, with its reasons as long as any state told them. */
    @JsonIgnore
    Optional<AwsEvent> told() {
        return state.map(newest -> Reasons.whole(newest, reasons));
    }

    /** The same if of the contested containers these do not matter and the others do. */
    Story ignoring(Set<String> ignored, Set<String> contested) {
        Optional<AwsEvent> told = state.map(newest -> {
            ObjectNode detail = newest.detail().deepCopy();
            for (JsonNode each : detail.path("containers")) {
                String name = each.path("name").asText();
                if (each instanceof ObjectNode container && contested.contains(name)) {
                    container.put(Ending.ESSENTIAL, !ignored.contains(name));
                    container.put(Ending.TIMEOUT, Long.MAX_VALUE / 1_000_000_000);
                }
            }
            return new AwsEvent(
                    newest.id(), newest.detailType(), newest.origin(), newest.time(), newest.resources(), detail);
        });
        return new Story(told, signs, steps, tails, templates, cures, reasons);
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
