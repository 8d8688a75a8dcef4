package io.stopcause.bench.micro;

import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.incident.ScopeFold;
import io.stopcause.analyzer.incident.Scopes;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Judgement;
import io.stopcause.analyzer.story.Story;
import io.stopcause.analyzer.story.Verdicts;
import io.stopcause.bench.TaskEvents;
import io.stopcause.bench.stream.FleetRecords;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.notifier.DryRun;
import io.stopcause.notifier.NotifierConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The functions that decide: the story of a task, its verdict, and the incidents of its scope. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {

    private static final String AT = "2026-03-03T18:05:00Z";
    private static final int TASKS = 100;

    private final RuleSet rules = RuleSet.shipped();
    private final Judge judge = new Judge(rules);
    private final Narrator narrator = new Narrator(judge);
    private final Verdicts verdicts = new Verdicts(judge);
    private final ScopeFold fold = new ScopeFold(rules);
    private final LogBatch batch = new FleetRecords().work(1, FleetRecords.LINES);
    private final Story story = failed(1);
    private final Scopes scopes = scope();
    private final Incident incident = incidents().orElseThrow().incidents().get(0);
    private final DryRun notifier = new DryRun(NotifierConfig.toConsole());

    private Story failed(int task) {
        String id = "%032x".formatted(task);
        String stopped = new TaskEvents(id, "orders", "2026-03-03T18:00:00Z").stopped("event-" + task, AT, true);
        AwsEvent event = Json.read(stopped, AwsEvent.class);
        return narrator.hear(narrator.hear(Story.EMPTY, batch), event);
    }

    /** A service of whose tasks all have failed. */
    private Scopes scope() {
        Scopes all = new Scopes();
        for (int task = 1; task <= TASKS; task++) {
            List<Fact> facts = narrator.facts("%032x".formatted(task), Story.EMPTY, failed(task));
            facts.forEach(all::add);
        }
        return all;
    }

    /** A batch of 200 ordinary lines, taken into a story. */
    @Benchmark
    public Narrator.Told tell() {
        return narrator.tell(batch.key(), story, batch);
    }

    /** Why a task failed. */
    @Benchmark
    public Judgement verdict() {
        return verdicts.judgement(story);
    }

    /** The incidents of a service with a hundred failed tasks. */
    @Benchmark
    public Optional<ScopeFold.Amount> incidents() {
        return scopes.keys().stream()
                .findFirst()
                .flatMap(scopes::state)
                .flatMap(state -> fold.fold(state, scopes.background(), Instant.parse("2026-03-03T18:10:00Z")));
    }

    /** Whether anybody has to be told of an incident that is known already. */
    @Benchmark
    public List<DryRun.Sent> notified() {
        return notifier.take(incident, incident.life().lastSeen());
    }
}
