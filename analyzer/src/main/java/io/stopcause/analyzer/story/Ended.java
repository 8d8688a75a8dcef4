package io.stopcause.analyzer.story;

import io.stopcause.analyzer.ending.StopCode;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the end of a task itself tells: its codes in words, its last lines, and what is missing to know more. */
final class Ended {

    private static final String UNKNOWN = "unknown";
    private static final double UNKNOWN_CONFIDENCE = 0.3;
    private static final int SHOWN_TAIL = 10;

    private final Story story;
    private final Task task;
    private final RuleSet rules;

    Ended(Story story, Task task, RuleSet rules) {
        this.story = story;
        this.task = task;
        this.rules = rules;
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
                rules.forCause(UNKNOWN).map(Rule::id).orElse(""),
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
        boolean unclear = verdict.cause().equals(UNKNOWN)
                || rules.rule(verdict.rule()).filter(Rule::consequence).isPresent();
        Stream<Evidence.Item> lines = unclear && !verdict.isNormal() ? tail() : Stream.empty();
        return verdict.with(
                Stream.of(verdict.evidence().stream(), exits, lines)
                        .flatMap(each -> each)
                        .distinct()
                        .toList(),
                task.ending().contradictions().stream()
                        .map(words -> item("contradiction", words))
                        .toList(),
                unclear && !verdict.isNormal() ? missing() : List.of());
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

    private Stream<Evidence.Item> tail() {
        return story.tails().values().stream().flatMap(tail -> tail.lines().stream()
                .skip(Math.max(0, tail.lines().size() - SHOWN_TAIL))
                .map(line -> Items.of(line, tail.source())));
    }
}
