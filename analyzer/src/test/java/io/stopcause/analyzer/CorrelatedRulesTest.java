package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.incident.ScopeFold;
import io.stopcause.analyzer.incident.ScopeState;
import io.stopcause.analyzer.incident.Scopes;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.Tick;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that take several events, in the engine. */
class CorrelatedRulesTest {

    private static final RuleSet RULES = RuleSet.load(Path.of("src/test/resources/correlated"));
    private static final Judge JUDGE = new Judge(RULES);
    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant END = START.plusSeconds(3_000);

    private static Event line(int container, long second, String text) {
        LogSource source = new LogSource("111122223333", "eu-west-1", "/app", "host-" + container, Surface.APP_LOG);
        Instant time = START.plusSeconds(second);
        return new LogBatch(source, List.of(new LogLine(container + "-" + second, time, text)));
    }

    private static List<Event> lost(int container) {
        return IntStream.range(0, 4)
                .mapToObj(i -> line(container, 20L * i + container % 7, "broker b" + container + " lost"))
                .toList();
    }

    private static Event stop(int task, long second) {
        String json = """
                {"id":"e%d","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
                "region":"eu-west-1","time":"%s","resources":[],"detail":{"version":3,"lastStatus":"STOPPED",
                "taskArn":"arn:aws:ecs:eu-west-1:111122223333:task/main/%032x","group":"service:app",
                "clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/main","stopCode":"EssentialContainerExited",
                "taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/app:1",
                "containers":[{"name":"app","exitCode":1}]}}""".formatted(task, START.plusSeconds(second), task);
        return Json.read(json, AwsEvent.class);
    }

    private static String analyze(List<Event> events) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.accept(new Tick(END));
        return Json.write(engine.result());
    }

    private static List<Event> mixed() {
        List<Event> events = new ArrayList<>();
        IntStream.range(0, 5).forEach(container -> events.addAll(lost(container)));
        events.addAll(List.of(
                line(1, 100, "migration begins"),
                line(1, 105, "reload begins"),
                line(1, 110, "lock not granted"),
                line(2, 100, "server starting"),
                line(3, 100, "server starting"),
                line(3, 101, "listening on 80")));
        IntStream.range(0, 5).forEach(task -> events.add(stop(task, 100L * task)));
        return events;
    }

    @Test
    void theRulesPassTheirOwnTests() {
        assertThat(new RuleTester(RULES).run(rule -> true, done -> {}).failures())
                .isEmpty();
    }

    @Test
    void inAnyOrderAndDoubled() {
        String expected = analyze(mixed());
        assertThat(expected).contains("4 times within 60 s", "in this order within 30 s", "3 times within 10 minutes");
        for (long seed = 0; seed < 20; seed++) {
            List<Event> events = mixed();
            events.addAll(mixed().subList(0, 12));
            Collections.shuffle(events, new Random(seed));

            assertThat(analyze(events)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void fiftyOneAndFiveHundredKeysBehaveLikeFortyNine() {
        for (int keys : new int[] {1, 49, 51, 501}) {
            List<Event> events = new ArrayList<>();
            IntStream.range(0, keys).forEach(container -> events.addAll(lost(container)));
            Collections.shuffle(events, new Random(keys));
            Engine engine = new Engine(JUDGE);
            events.forEach(engine::accept);
            engine.accept(new Tick(START.plusSeconds(120)));

            assertThat(engine.result().histories().get(0).tasks())
                    .hasSize(keys)
                    .allSatisfy(bar -> assertThat(bar.cause()).contains("upstream-unreachable"));
        }
    }

    @Test
    void aRestartInMidWindowLosesNothingAndRepeatsNothing() {
        Narrator narrator = new Narrator(JUDGE);
        Map<String, String> stories = new HashMap<>();
        String saved = Json.write(new ScopeState(Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
        Set<String> ids = new TreeSet<>();
        String last = "";
        List<Event> events =
                IntStream.range(0, 5).mapToObj(task -> stop(task, 100L * task)).toList();
        for (Event event : events) {
            AwsEvent aws = (AwsEvent) event;
            Story story = Json.read(stories.getOrDefault(aws.key(), Json.write(Story.EMPTY)), Story.class);
            Narrator.Told told = narrator.tell(aws.key(), story, aws);
            stories.put(aws.key(), Json.write(told.story()));
            Scopes restarted = new Scopes();
            for (Fact fact : told.facts()) {
                String key = fact.scopeKey().orElseThrow();
                restarted.restore(key, Json.read(saved, ScopeState.class));
                restarted.add(Json.read(Json.write(fact), Fact.class));
                ScopeState state = restarted.state(key).orElseThrow();
                saved = Json.write(state);
                List<Incident> incidents = new ScopeFold(RULES)
                        .fold(state, restarted.background(), aws.time())
                        .orElseThrow()
                        .incidents();
                incidents.forEach(incident -> ids.add(incident.id()));
                last = Json.write(incidents);
            }
        }
        Engine unbroken = new Engine(JUDGE);
        events.forEach(unbroken::accept);
        unbroken.accept(new Tick(START.plusSeconds(400)));

        assertThat(last).isEqualTo(Json.write(unbroken.result().incidents()));
        assertThat(ids).hasSize(2);
    }

    @Test
    void aRaisedCountOutlivesASteadyStateAndEndsWithItsLowerThreshold() {
        List<Event> events = new ArrayList<>();
        IntStream.range(0, 5).forEach(task -> events.add(stop(task, 100L * task)));
        String steady = """
                {"id":"s","detail-type":"ECS Service Action","source":"aws.ecs","account":"111122223333",
                "region":"eu-west-1","time":"%s","resources":["arn:aws:ecs:eu-west-1:111122223333:service/main/app"],
                "detail":{"eventName":"SERVICE_STEADY_STATE","eventType":"INFO"}}""".formatted(START.plusSeconds(500));
        events.add(Json.read(steady, AwsEvent.class));
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.accept(new Tick(START.plusSeconds(999)));
        assertThat(engine.result().incidents())
                .filteredOn(CorrelatedRulesTest::isCorrelated)
                .noneMatch(Incident::isResolved);

        engine.accept(new Tick(START.plusSeconds(1_000)));
        assertThat(engine.result().incidents())
                .filteredOn(CorrelatedRulesTest::isCorrelated)
                .singleElement()
                .satisfies(incident -> assertThat(incident.life().resolvedAt()).contains(START.plusSeconds(1_000)));
    }

    private static boolean isCorrelated(Incident incident) {
        return incident.diagnosis().origin().rule().equals("service-keeps-failing");
    }
}
