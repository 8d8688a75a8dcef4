package io.stopcause.analyzer.story;

import io.stopcause.analyzer.ending.StopCode;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.match.Likeness;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import io.stopcause.model.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the end of a task itself tells: its codes in words, its last lines, and what is missing to know more. */
final class Ended {

    private static final String UNKNOWN = "unknown";
    private static final double UNKNOWN_CONFIDENCE = 0.3;
    private static final int SHOWN_TAIL = 10;

    private final Story story;
    private final Task task;
    private final Judge judge;

    Ended(Story story, Task task, Judge judge) {
        this.story = story;
        this.task = task;
        this.judge = judge;
    }

    /** A failure that no rule knows is still told, with its end and its last lines; empty if it is none. */
    Optional<Verdict> unknown() {
        Optional<StopCode> stop = StopCode.of(task.stopCode());
        boolean failed = !task.failedContainers().isEmpty()
                || stop.filter(StopCode.TASK_FAILED_TO_START::equals).isPresent()
                || (stop.filter(StopCode.ESSENTIAL_CONTAINER_EXITED::equals).isPresent() && !task.isSuccess());
        if (!failed) {
            return Optional.empty();
        }
        Instant time = time();
        Map<String, String> values = new TreeMap<>(task.values());
        values.put("line", task.detail());
        return Optional.of(new Verdict(
                UNKNOWN,
                List.of(),
                UNKNOWN_CONFIDENCE,
                judge.rules().forCause(UNKNOWN).map(Rule::id).orElse(""),
                time,
                time,
                time,
                List.of(Items.of(time, AwsEvent.TASK_STATE, task.id(), task.detail())),
                List.of(),
                List.of(),
                values,
                Optional.empty()));
    }

    /** The verdict with what its end says for it, against it, and leaves open; one that knows no cause shows the last lines. */
    Verdict told(Verdict verdict) {
        Stream<Evidence.Item> exits = task.ending().exits().stream().map(words -> item("exit code", words));
        boolean unclear = !verdict.isNormal()
                && (verdict.cause().equals(UNKNOWN)
                        || judge.rules()
                                .rule(verdict.rule())
                                .filter(Rule::consequence)
                                .isPresent());
        Stream<Evidence.Item> lines = unclear ? tail() : Stream.empty();
        Optional<Likeness.Guess> guess =
                Optional.of(verdict).filter(each -> unclear).flatMap(this::guess);
        Verdict guessed = guess.map(each -> verdict.orRather(each.cause())).orElse(verdict);
        return guessed.with(
                Stream.of(
                                verdict.evidence().stream(),
                                exits,
                                guess.map(each -> item("likeness", each.reason())).stream(),
                                lines)
                        .flatMap(each -> each)
                        .distinct()
                        .toList(),
                task.ending().contradictions().stream()
                        .map(words -> item("contradiction", words))
                        .toList(),
                unclear ? missing() : List.of());
    }

    /** What its last errors clearly resemble, or its reason where it wrote none. */
    private Optional<Likeness.Guess> guess(Verdict verdict) {
        String errors = story.tails().values().stream()
                .flatMap(tail -> shown(tail)
                        .flatMap(line -> judge.texts().errors(tail.source().surface(), line.message()).stream()))
                .collect(Collectors.joining(" "));
        return Likeness.of(errors.isEmpty() ? task.detail() : errors)
                .filter(guess -> guess.clear() && !guess.cause().equals(verdict.cause()));
    }

    private List<Evidence.Item> missing() {
        Stream<String> silent =
                story.tails().isEmpty() ? Stream.of("no log line of the task was read") : Stream.empty();
        return Stream.concat(task.ending().missing().stream(), silent)
                .map(words -> new Evidence.Item(Optional.empty(), "missing", task.id(), words))
                .toList();
    }

    private Evidence.Item item(String source, String words) {
        return Items.of(time(), source, task.id(), words);
    }

    private Instant time() {
        return task.ended().orElse(task.seen());
    }

    private static Stream<LogLine> shown(Story.Tail tail) {
        return tail.lines().stream().skip(Math.max(0, tail.lines().size() - SHOWN_TAIL));
    }

    private Stream<Evidence.Item> tail() {
        return story.tails().values().stream().flatMap(tail -> shown(tail).map(line -> Items.of(line, tail.source())));
    }
}
