package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.correlation.Occurrence;
import io.stopcause.analyzer.match.EventText;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.story.Judgement;
import io.stopcause.analyzer.story.Story;
import io.stopcause.analyzer.story.Task;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.analyzer.story.Verdicts;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Keys;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import io.stopcause.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns records into facts: keeps a story current, and tells the scope when what follows from it has changed. */
public final class Narrator {

    private static final Map<String, String> KINDS = Map.of(
            AwsEvent.SERVICE_ACTION, "service",
            AwsEvent.SERVICE_STATE, "service",
            AwsEvent.DEPLOYMENT_STATE, "deployment",
            AwsEvent.INSTANCE_STATE, "instance",
            AwsEvent.API_CALL, "api");

    /** Calls that change what runs; they stand in the history even when they succeed. */
    private static final Set<String> CHANGES = Set.of("CreateService", "UpdateService", "DeleteService", "RunTask");

    /** ECS's word on a task may come after the task's last line; until then nobody knows which service it is of. */
    public static final Duration GRACE = Duration.ofMinutes(1);

    private final Judge judge;
    private final Verdicts verdicts;

    public Narrator(Judge judge) {
        this.judge = judge;
        this.verdicts = new Verdicts(judge);
    }

    /** A story after a record, and the facts that are new. */
    public record Told(Story story, List<Fact> facts) {}

    /**
     * Adds lines to the story that they belong to.
     *
     * @param key of the record
     */
    public Told tell(String key, Story story, LogBatch batch) {
        return told(key, story, hear(story, batch));
    }

    /** Adds an event to the story that it belongs to; what is no task's is passed on as it is. */
    public Told tell(String key, Story story, AwsEvent event) {
        return AwsEvent.TASK_STATE.equals(event.detailType())
                ? told(key, story, hear(story, event))
                : new Told(story, facts(event));
    }

    private Told told(String key, Story before, Story after) {
        return new Told(after, facts(key, before, after));
    }

    /** A story with lines that belong to it. */
    public Story hear(Story story, LogBatch batch) {
        return story.with(batch, judge);
    }

    /** A story with a state of its task. */
    public Story hear(Story story, AwsEvent state) {
        return story.with(state, judge);
    }

    /**
     * The facts that are new in a story.
     *
     * @param before as it was when its facts were told last, or empty
     */
    public List<Fact> facts(String key, Story before, Story after) {
        Optional<Fact.OfTask> was = fact(key, before);
        Optional<Fact.OfTask> is = fact(key, after);
        List<Fact> facts = new ArrayList<>();
        was.filter(old -> is.filter(now -> now.isSameSubject(old)).isEmpty())
                .ifPresent(old -> facts.add(new Fact.Withdrawn(old.scope(), old.id())));
        is.filter(now -> !is.equals(was)).ifPresent(facts::add);
        return facts;
    }

    private Optional<Fact.OfTask> fact(String key, Story story) {
        Judgement judgement = verdicts.judgement(story);
        Optional<Verdict> verdict = judgement.verdict();
        Map<String, List<Occurrence>> steps = verdicts.beyond(story);
        if (story.task().isPresent()) {
            Task task = story.task().get();
            boolean well = task.isEnding()
                    && verdict.filter(found -> !found.isNormal()).isEmpty();
            return Optional.of(new Fact.OfTask(
                    task.scope(), task.id(), life(task), judgement, steps, well ? story.templates() : Map.of()));
        }
        if (verdict.isEmpty() && steps.isEmpty()) {
            return Optional.empty();
        }
        boolean ofTask = story.source().flatMap(LogSource::taskLog).isPresent();
        Optional<Verdict> told = verdict.map(found -> ofTask ? untilEcsSpeaks(found) : found);
        Instant since = told.map(Verdict::firstSign).orElseGet(() -> first(steps));
        return Optional.of(new Fact.OfTask(logScope(story), key, life(since), Judgement.of(told), steps, Map.of()));
    }

    private static Verdict untilEcsSpeaks(Verdict verdict) {
        Instant until = verdict.firstSign().plus(GRACE);
        return verdict.heldBack(new Verdict.Hold(
                verdict.hold().map(Verdict.Hold::until).filter(until::isBefore).orElse(until)));
    }

    private static Instant first(Map<String, List<Occurrence>> steps) {
        return steps.values().stream()
                .flatMap(List::stream)
                .map(Occurrence::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Scope logScope(Story story) {
        return story.source()
                .map(source -> Scope.ofLogGroup(source.account(), source.region(), source.group()))
                .orElseThrow();
    }

    private static Fact.TaskLife life(Task task) {
        return new Fact.TaskLife(
                task.revision(),
                task.instance(),
                new Fact.Lifespan(task.created(), task.started(), task.ended()),
                task.isRunning(),
                Redaction.of(task.detail()),
                task.hostPorts(),
                task.digests());
    }

    private static Fact.TaskLife life(Instant since) {
        return new Fact.TaskLife(
                Optional.empty(),
                Optional.empty(),
                new Fact.Lifespan(since, Optional.empty(), Optional.empty()),
                false,
                "seen in the log only",
                Map.of(),
                Map.of());
    }

    /** What an event says that is no task's. */
    public List<Fact> facts(AwsEvent event) {
        List<Fact> facts = new ArrayList<>();
        TaskDefinition.of(event).ifPresent(definition -> facts.add(new Fact.Definition(definition, event.time())));
        Happening.of(event).ifPresent(happening -> facts.add(new Fact.Happened(happening)));
        event.text("containerInstanceArn")
                .flatMap(arn ->
                        Task.platform(event.detail()).map(platform -> new Fact.Instance(arn, platform, event.time())))
                .ifPresent(facts::add);
        Optional<Verdict> verdict =
                verdicts.of(event).filter(found -> !ApiCalls.isForeign(event) || Causes.isBlindSpot(found.cause()));
        List<String> steps =
                judge.steps(event).stream().map(hit -> hit.place().name()).toList();
        if (verdict.isPresent() || !steps.isEmpty() || isHistory(event)) {
            facts.add(signal(event, verdict, steps));
        }
        return facts;
    }

    private static boolean isHistory(AwsEvent event) {
        return switch (event.detailType()) {
            case AwsEvent.SERVICE_ACTION, AwsEvent.DEPLOYMENT_STATE -> true;
            case AwsEvent.API_CALL -> CHANGES.contains(name(event));
            default -> false;
        };
    }

    private static Fact.Signal signal(AwsEvent event, Optional<Verdict> verdict, List<String> steps) {
        String text = EventText.of(event).stream().map(EventText::text).collect(Collectors.joining("; "));
        return new Fact.Signal(
                scope(event),
                event.id(),
                event.time(),
                KINDS.getOrDefault(event.detailType(), "event"),
                name(event),
                new Fact.Said(Redaction.of(text), verdict, event.key(), steps));
    }

    private static String name(AwsEvent event) {
        return event.text("eventName").orElse(event.detailType());
    }

    private static Scope scope(AwsEvent event) {
        String account = event.origin().account();
        String region = event.origin().region();
        String cluster = event.text("clusterArn").map(Keys::lastSegment).orElse("");
        Optional<String> service = event.resources().stream()
                .filter(arn -> arn.contains(":service/"))
                .findFirst();
        if (service.isPresent()) {
            String[] path = service.get()
                    .substring(service.get().indexOf(":service/") + 9)
                    .split("/", -1);
            return Scope.ofService(account, region, path.length > 1 ? path[0] : cluster, path[path.length - 1]);
        }
        return AwsEvent.API_CALL.equals(event.detailType())
                ? called(account, region, event.detail().path("requestParameters"))
                : Scope.ofCluster(account, region, cluster);
    }

    /** CloudTrail names the service {@code service} or, when it is created, {@code serviceName}. */
    private static Scope called(String account, String region, JsonNode parameters) {
        String cluster = Keys.lastSegment(parameters.path("cluster").asText("default"));
        String service =
                parameters.path("service").asText(parameters.path("serviceName").asText());
        String group = parameters.path("logGroupName").asText();
        if (!group.isEmpty()) {
            return Scope.ofLogGroup(account, region, group);
        }
        return service.isEmpty()
                ? Scope.ofCluster(account, region, cluster)
                : Scope.ofService(account, region, cluster, Keys.lastSegment(service));
    }

    /** Until when a stream of facts is complete: the earliest of what its partitions have passed. */
    public static Instant complete(Map<Integer, Instant> passed, int partitions) {
        return passed.size() < partitions
                ? Instant.EPOCH
                : passed.values().stream().min(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
