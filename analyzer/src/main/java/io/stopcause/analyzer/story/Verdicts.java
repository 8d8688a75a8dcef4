package io.stopcause.analyzer.story;

import io.stopcause.analyzer.correlation.Occurrence;
import io.stopcause.analyzer.ending.StopCode;
import io.stopcause.analyzer.match.Choice;
import io.stopcause.analyzer.match.EventText;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import io.stopcause.model.Severity;
import io.stopcause.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Draws the verdict from a story: a pure function of the story and the rules. */
public final class Verdicts {

    /** A line that is not fatal by itself stands for a failure when it repeats like this. */
    private static final int REPEATS = 3;

    private static final Duration WITHIN = Duration.ofMinutes(5);

    /** What a process says of its death, it says shortly before. */
    private static final Duration LAST_WORDS = Duration.ofMinutes(15);

    /** Last words may take some seconds to write; a process that still writes after that lives on. */
    public static final Duration OUTLIVED = Duration.ofSeconds(30);

    private static final int SHOWN_LINES = 3;

    private final Judge judge;
    private final Correlated correlated;

    public Verdicts(Judge judge) {
        this.judge = judge;
        this.correlated = new Correlated(judge);
    }

    /** What of a story only its scope can correlate with others, by the name of the step. */
    public Map<String, List<Occurrence>> beyond(Story story) {
        return correlated.beyond(story);
    }

    /** Why the task ended, also for the case that some of its containers do not matter. */
    public Judgement judgement(Story story) {
        Optional<Verdict> verdict = of(story);
        SortedMap<String, Long> contested =
                story.task().filter(Task::isEnding).map(Task::contested).orElse(new TreeMap<>());
        if (contested.isEmpty() || contested.size() > Judgement.MOST) {
            return Judgement.of(verdict);
        }
        List<String> names = List.copyOf(contested.keySet());
        Map<String, Optional<Verdict>> otherwise = new TreeMap<>();
        for (int subset = 0; subset < 1 << names.size(); subset++) {
            Set<String> ignored = new TreeSet<>();
            for (int i = 0; i < names.size(); i++) {
                if ((subset & 1 << i) != 0) {
                    ignored.add(names.get(i));
                }
            }
            Optional<Verdict> other = of(story.ignoring(ignored, contested.keySet()));
            if (!other.equals(verdict)) {
                otherwise.put(Judgement.key(ignored), other);
            }
        }
        return new Judgement(verdict, contested, otherwise);
    }

    /** Why the task ended, or what is wrong with it while it runs; empty where nothing is. */
    public Optional<Verdict> of(Story story) {
        Optional<Task> ended = story.task().filter(Task::isEnding);
        List<Proven> proven = new ArrayList<>(signs(story, ended));
        correlated.of(story).stream().filter(each -> stands(each, ended)).forEach(proven::add);
        if (ended.isEmpty()) {
            return choose(story, proven);
        }
        List<Proven> told = story.told().map(this::judged).orElse(List.of()).stream()
                .filter(each -> !isMild(each.hit().rule(), ended.get()))
                .toList();
        boolean normal = Choice.of(told.stream().map(Proven::hit).toList(), judge.rules())
                .filter(choice -> choice.hit().rule().isNormal())
                .isPresent();
        boolean onlyNormal =
                told.stream().map(each -> each.hit().rule()).allMatch(rule -> rule.isNormal() || rule.consequence());
        if (normal && onlyNormal) {
            proven.clear();
        }
        proven.addAll(told);
        Ended end = new Ended(story, ended.get(), judge);
        return choose(story, proven).or(end::unknown).map(end::told);
    }

    /** A task that failed to start is a failure, whatever its reason sounds like. */
    private static boolean isMild(Rule rule, Task ended) {
        return rule.severity() == Severity.INFO
                && !rule.isNormal()
                && StopCode.of(ended.stopCode())
                        .filter(StopCode.TASK_FAILED_TO_START::equals)
                        .isPresent();
    }

    /** What an event means that tells of no task's end: a service's message, a deployment's, an API's error. */
    public Optional<Verdict> of(AwsEvent event) {
        List<Proven> proven = judged(event);
        return Choice.of(proven.stream().map(Proven::hit).toList(), judge.rules())
                .map(choice -> verdict(choice, proven, event.time(), Map.of()));
    }

    private List<Proven> signs(Story story, Optional<Task> ended) {
        Optional<Instant> end = ended.flatMap(Task::ended);
        return story.signs().values().stream()
                .filter(sign -> match(sign)
                        .filter(match -> stands(sign, match, story, end))
                        .isPresent())
                .flatMap(sign -> proven(sign).stream())
                .toList();
    }

    /** The entry that a sign is of; empty if these rules no longer have its rule, or if that pages nobody. */
    private Optional<Match> match(Sign sign) {
        return judge.rules()
                .rule(sign.rule())
                .filter(rule -> rule.severity() != Severity.INFO)
                .map(rule ->
                        rule.match().get(Math.min(sign.entry(), rule.match().size() - 1)));
    }

    private boolean stands(Sign sign, Match match, Story story, Optional<Instant> end) {
        boolean cured = match.passing()
                && Optional.ofNullable(story.cures().get(sign.source().stream()))
                        .filter(cure -> !cure.isBefore(sign.last()))
                        .isPresent();
        boolean refused = sign.source().surface() == Surface.API_ERROR;
        boolean fatal = refused || (match.fatal() && !outlived(sign, story));
        boolean standing = end.isPresent()
                ? fatal || isLastWord(sign.last(), end.get())
                : !speaksOfAnEnd(sign, story) && (fatal || sign.repeats(REPEATS, WITHIN));
        return !cured && standing;
    }

    /** An application that goes on writing well after a line has not died of it; an agent writes of others. */
    private static boolean outlived(Sign sign, Story story) {
        return sign.source().surface() == Surface.APP_LOG
                && Optional.ofNullable(story.tails().get(Sign.name(sign.source())))
                        .map(tail -> tail.lines().get(tail.lines().size() - 1).time())
                        .filter(last -> last.isAfter(sign.last().plus(OUTLIVED)))
                        .isPresent();
    }

    /** A crash is the end of a task; while ECS knows of none, what was logged like one has been handled. */
    private boolean speaksOfAnEnd(Sign sign, Story story) {
        return story.task().isPresent()
                && judge.rules().rule(sign.rule()).filter(Rule::consequence).isPresent();
    }

    /** What waits for an event does so while the task lives; then its end speaks. */
    private static boolean stands(Proven proven, Optional<Task> ended) {
        Optional<Instant> end = ended.flatMap(Task::ended);
        return end.isEmpty()
                || (proven.hold().isEmpty() && (proven.hit().match().fatal() || isLastWord(proven.last(), end.get())));
    }

    private static boolean isLastWord(Instant said, Instant end) {
        return !said.isBefore(end.minus(LAST_WORDS));
    }

    /** Judges the line anew: under other rules than those that kept it, the entry may stand elsewhere in its rule. */
    private Optional<Proven> proven(Sign sign) {
        LogSource source = sign.source();
        List<Evidence.Item> items = sign.lines().stream()
                .limit(SHOWN_LINES)
                .map(line -> Items.of(line, source))
                .toList();
        return judge.judge(source.surface(), sign.first().message()).stream()
                .filter(hit -> hit.rule().id().equals(sign.rule()))
                .min(Comparator.comparing(
                        hit -> match(sign).filter(hit.match()::equals).isEmpty()))
                .map(hit -> new Proven(hit, sign.first().time(), sign.last(), items, Optional.empty()));
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
                proven.add(told(hit, Items.of(event.time(), text.surface().wire(), place, text.text())));
            }
        }
        String shown = new Task(event).detail();
        for (Hit hit : judge.patterns(event)) {
            String text = shown.isEmpty() ? event.text("eventName").orElse(event.detailType()) : shown;
            proven.add(told(hit, Items.of(event.time(), event.detailType(), place, text)));
        }
        return proven;
    }

    private static Proven told(Hit hit, Evidence.Item item) {
        Instant time = item.time().orElseThrow();
        return new Proven(hit, time, time, List.of(item), Optional.empty());
    }

    /** What stands now goes before what may still be taken back. */
    private Optional<Verdict> choose(Story story, List<Proven> found) {
        List<Proven> now = found.stream().filter(each -> each.hold().isEmpty()).toList();
        List<Proven> proven = now.isEmpty() ? found : now;
        Map<String, String> values = story.task().map(Task::values).orElse(Map.of());
        Optional<Instant> end = story.task().flatMap(Task::ended);
        return Choice.of(proven.stream().map(Proven::hit).toList(), judge.rules())
                .map(choice -> verdict(choice, proven, end.orElseGet(() -> firstSign(proven)), values));
    }

    private Verdict verdict(Choice choice, List<Proven> proven, Instant time, Map<String, String> values) {
        List<Evidence.Item> evidence = proven.stream()
                .filter(each -> each.cause().equals(choice.cause()))
                .flatMap(each -> each.evidence().stream())
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
                lastSign(choice, proven, time),
                evidence,
                List.of(),
                List.of(),
                all,
                hold(choice, proven));
    }

    private static Instant lastSign(Choice choice, List<Proven> proven, Instant time) {
        return Stream.concat(
                        proven.stream()
                                .filter(each -> each.cause().equals(choice.cause()))
                                .map(Proven::last),
                        Stream.of(time))
                .max(Comparator.naturalOrder())
                .orElse(time);
    }

    private static Optional<Verdict.Hold> hold(Choice choice, List<Proven> proven) {
        return proven.stream()
                .filter(each -> each.cause().equals(choice.cause()))
                .flatMap(each -> each.hold().stream())
                .min(Comparator.comparing(Verdict.Hold::until));
    }

    private static String line(Hit hit, List<Evidence.Item> evidence) {
        return hit.line().isBlank() || hit.match().text().isEmpty()
                ? evidence.stream().map(Evidence.Item::text).findFirst().orElse("")
                : hit.line();
    }

    private static Instant firstSign(List<Proven> proven) {
        return proven.stream().map(Proven::since).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }
}
