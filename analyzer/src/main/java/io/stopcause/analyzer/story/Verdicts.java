package io.stopcause.analyzer.story;

import io.stopcause.analyzer.match.Choice;
import io.stopcause.analyzer.match.EventText;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import io.stopcause.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Draws the verdict from a story: a pure function of the story and the rules. */
public final class Verdicts {

    /** A line that is not fatal by itself stands for a failure when it repeats like this. */
    private static final int REPEATS = 3;

    private static final Duration WITHIN = Duration.ofMinutes(5);
    private static final String UNKNOWN = "unknown";
    private static final double UNKNOWN_CONFIDENCE = 0.3;
    private static final int SHOWN_LINES = 3;
    private static final int SHOWN_TAIL = 10;

    private final Judge judge;

    public Verdicts(Judge judge) {
        this.judge = judge;
    }

    /** A hit with what proves it. */
    private record Proven(Hit hit, boolean ofEvent, List<Evidence.Item> evidence) {}

    /** Why the task ended, or what is wrong with it while it runs; empty where nothing is. */
    public Optional<Verdict> of(Story story) {
        Optional<Task> ended = story.task().filter(Task::isEnding);
        List<Proven> proven = new ArrayList<>(signs(story, ended.isPresent()));
        if (ended.isEmpty()) {
            return choose(story, proven);
        }
        List<Proven> told = story.state().map(this::judged).orElse(List.of());
        boolean normal = Choice.of(told.stream().map(Proven::hit).toList(), judge.rules())
                .filter(choice -> choice.hit().rule().isNormal())
                .isPresent();
        boolean onlyNormal =
                told.stream().map(each -> each.hit.rule()).allMatch(rule -> rule.isNormal() || rule.consequence());
        if (normal && onlyNormal) {
            proven.clear();
        }
        proven.addAll(told);
        return choose(story, proven).or(() -> unknown(story, ended.get()));
    }

    /** What an event means that tells of no task's end: a service's message, a deployment's, an API's error. */
    public Optional<Verdict> of(AwsEvent event) {
        List<Proven> proven = judged(event);
        return Choice.of(proven.stream().map(Proven::hit).toList(), judge.rules())
                .map(choice -> verdict(choice, proven, event.time(), Map.of()));
    }

    private List<Proven> signs(Story story, boolean ended) {
        List<Proven> proven = new ArrayList<>();
        for (Sign sign : story.signs().values()) {
            Optional<Match> match = judge.rules()
                    .rule(sign.rule())
                    .filter(rule -> sign.entry() < rule.match().size())
                    .map(rule -> rule.match().get(sign.entry()));
            boolean cured = match.filter(Match::passing).isPresent()
                    && Optional.ofNullable(story.cures().get(sign.container()))
                            .filter(cure -> !cure.isBefore(sign.last().time()))
                            .isPresent();
            boolean stands = match.filter(Match::fatal).isPresent() || sign.repeats(REPEATS, WITHIN);
            if (match.isPresent() && !cured && (ended || stands)) {
                proven(story, sign, match.get()).ifPresent(proven::add);
            }
        }
        return proven;
    }

    private Optional<Proven> proven(Story story, Sign sign, Match match) {
        LogSource source = story.source().orElseThrow();
        Surface surface = source.surface();
        List<Evidence.Item> items = sign.lines().stream()
                .limit(SHOWN_LINES)
                .map(line -> item(line, surface, place(source)))
                .toList();
        return judge.judge(surface, sign.first().message()).stream()
                .filter(hit -> hit.match().equals(match))
                .findFirst()
                .map(hit -> new Proven(hit, false, items));
    }

    private List<Proven> judged(AwsEvent event) {
        List<Proven> proven = new ArrayList<>();
        String place = event.text("taskArn")
                .orElse(
                        event.resources().isEmpty()
                                ? event.id()
                                : event.resources().get(0));
        for (EventText text : EventText.of(event)) {
            for (Hit hit : judge.judge(text.surface(), text.text())) {
                proven.add(new Proven(
                        hit, true, List.of(item(event.time(), text.surface().wire(), place, text.text()))));
            }
        }
        String shown = new Task(event).detail();
        for (Hit hit : judge.patterns(event)) {
            String text = shown.isEmpty() ? event.text("eventName").orElse(event.detailType()) : shown;
            proven.add(new Proven(hit, true, List.of(item(event.time(), event.detailType(), place, text))));
        }
        return proven;
    }

    private Optional<Verdict> choose(Story story, List<Proven> proven) {
        Map<String, String> values = story.task().map(Task::values).orElse(Map.of());
        Optional<Instant> end = story.task().flatMap(Task::ended);
        return Choice.of(proven.stream().map(Proven::hit).toList(), judge.rules())
                .map(choice -> verdict(choice, proven, end.orElseGet(() -> firstSign(proven)), values));
    }

    private Verdict verdict(Choice choice, List<Proven> proven, Instant time, Map<String, String> values) {
        List<Evidence.Item> evidence = proven.stream()
                .filter(each -> each.hit.rule().cause().equals(choice.cause()))
                .flatMap(each -> each.evidence.stream())
                .distinct()
                .sorted(Comparator.comparing((Evidence.Item item) -> item.time().orElse(Instant.EPOCH))
                        .thenComparing(Evidence.Item::source)
                        .thenComparing(Evidence.Item::text))
                .toList();
        Map<String, String> all = new TreeMap<>(values);
        choice.hit().captures().forEach((name, value) -> all.put(name, Redaction.of(value)));
        all.put("line", Redaction.of(line(choice.hit(), evidence)));
        return new Verdict(
                choice.cause(),
                choice.alternatives(),
                choice.confidence(),
                choice.hit().rule().id(),
                time,
                Stream.concat(evidence.stream().flatMap(item -> item.time().stream()), Stream.of(time))
                        .min(Comparator.naturalOrder())
                        .orElse(time),
                evidence,
                all,
                hold(choice.hit()));
    }

    private static Optional<Verdict.Hold> hold(Hit hit) {
        String entry = hit.rule().id() + "#" + hit.rule().match().indexOf(hit.match());
        return hit.match().absence().map(absence -> new Verdict.Hold(entry, absence.within()));
    }

    private static String line(Hit hit, List<Evidence.Item> evidence) {
        return hit.line().isBlank() || hit.match().text().isEmpty()
                ? evidence.stream().map(Evidence.Item::text).findFirst().orElse("")
                : hit.line();
    }

    /** A failure that no rule knows is still told, with its end and its last lines. */
    private Optional<Verdict> unknown(Story story, Task task) {
        boolean failed = !task.failedContainers().isEmpty()
                || "TaskFailedToStart".equals(task.stopCode())
                || ("EssentialContainerExited".equals(task.stopCode()) && !task.isSuccess());
        if (!failed) {
            return Optional.empty();
        }
        Instant time = task.ended().orElse(task.seen());
        List<Evidence.Item> evidence = Stream.concat(
                        Stream.of(item(time, AwsEvent.TASK_STATE, task.id(), task.detail())), tail(story))
                .toList();
        Map<String, String> values = new TreeMap<>(task.values());
        values.put("line", task.detail());
        String rule = judge.rules().forCause(UNKNOWN).map(Rule::id).orElse("");
        return Optional.of(new Verdict(
                UNKNOWN, List.of(), UNKNOWN_CONFIDENCE, rule, time, time, evidence, values, Optional.empty()));
    }

    private static Stream<Evidence.Item> tail(Story story) {
        String place = story.source().map(Verdicts::place).orElse("");
        return story.tails().values().stream()
                .flatMap(lines -> lines.stream().skip(Math.max(0, lines.size() - SHOWN_TAIL)))
                .map(line -> item(line, Surface.APP_LOG, place));
    }

    private static Instant firstSign(List<Proven> proven) {
        return proven.stream()
                .flatMap(each -> each.evidence.stream())
                .flatMap(item -> item.time().stream())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static String place(LogSource source) {
        return source.stream().isEmpty() ? source.group() : source.group() + ":" + source.stream();
    }

    private static Evidence.Item item(LogLine line, Surface surface, String place) {
        return item(line.time(), surface.wire(), place, line.message());
    }

    private static Evidence.Item item(Instant time, String source, String place, String text) {
        return new Evidence.Item(Optional.of(time), source, place, Redaction.of(text));
    }
}
