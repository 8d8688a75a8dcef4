package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts over ends of tasks as their codes, times, sidecars and last lines tell them. */
class EndingsTest {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

    private static AwsEvent task(int number, String detail) {
        String json = """
                {"id":"e%d","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
                "region":"eu-west-1","time":"%s","resources":[],"detail":{"version":5,"lastStatus":"STOPPED",
                "taskArn":"arn:aws:ecs:eu-west-1:111122223333:task/main/%032x","group":"service:app",
                "clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/main","createdAt":"%s",
                "taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/app:1",%s}}""".formatted(
                        number, START.plusSeconds(60), number, START.plusSeconds(number), detail.replace('\'', '"'));
        return Json.read(json, AwsEvent.class);
    }

    private static Event log(int task, int second, String text) {
        LogSource source = new LogSource(
                "111122223333", "eu-west-1", "/ecs/app", "app/web/%032x".formatted(task), Surface.APP_LOG);
        return new LogBatch(source, List.of(new LogLine(task + "-" + second, START.plusSeconds(second), text)));
    }

    private static List<Incident> incidents(Event... events) {
        Engine engine = new Engine(JUDGE);
        List.of(events).forEach(engine::accept);
        engine.end(START.plusSeconds(60));
        return engine.result().incidents();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EssentialContainerExited  | {'name':'web','exitCode':137}                                    | killed-externally
                    EssentialContainerExited  | {'name':'web','exitCode':'137'}                                  | killed-externally
                    EssentialContainerExited  | {'name':'web','exitCode':139}                                    | segmentation-fault
                    EssentialContainerExited  | {'name':'web','exitCode':-1073741819}                            | segmentation-fault
                    EssentialContainerExited  | {'name':'web','exitCode':'3221225477'}                           | segmentation-fault
                    EssentialContainerExited  | {'name':'web','exitCode':'0xC0000135'}                           | system-library-mismatch
                    EssentialContainerExited  | {'name':'web','exitCode':127}                                    | entrypoint-not-found
                    EssentialContainerExited  | {'name':'web','exitCode':1},{'name':'envoy','exitCode':143}      | application-crash
                    EssentialContainerExited  | {'name':'web','exitCode':1},{'name':'log_router','exitCode':0}   | application-crash
                    EssentialContainerExited  | {'name':'web','exitCode':0},{'name':'aws-guardduty-agent-a1','exitCode':1} | none
                    EssentialContainerExited  | {'name':'web','exitCode':0},{'name':'ecs-service-connect-b2','exitCode':137} | none
                    EssentialContainerExited  | {'name':'web','exitCode':0},{'name':'envoy','exitCode':143}      | none
                    UserInitiated             | {'name':'web','exitCode':137}                                    | none
                    UserInitiated             | {'name':'web','exitCode':143}                                    | none
                    """)
    void theContainersTellTheCause(String code, String containers, String cause) {
        List<Incident> found = incidents(task(1, "'stopCode':'" + code + "','containers':[" + containers + "]"));

        assertThat(found.stream()
                        .map(each -> each.diagnosis().cause())
                        .findFirst()
                        .orElse("none"))
                .isEqualTo(cause);
    }

    @Test
    void aSidecarThatDoesNotHeedTheEndOfAOneShotIsNoFailure() {
        String times = "'executionStoppedAt':'2026-03-03T10:00:00Z','stoppingAt':'2026-03-03T10:00:32Z',";
        String code = "'stopCode':'EssentialContainerExited','launchType':'FARGATE',";

        assertThat(incidents(task(
                        1,
                        times + code + "'containers':[{'name':'app','exitCode':0},{'name':'envoy','exitCode':137}]")))
                .isEmpty();
        assertThat(incidents(task(
                        1,
                        times + code + "'containers':[{'name':'app','exitCode':1},{'name':'envoy','exitCode':137}]")))
                .singleElement()
                .satisfies(incident -> assertThat(incident.diagnosis().cause()).isEqualTo("application-crash"));
    }

    @Test
    void aSegmentationFaultIsNeverCalledOutOfMemory() {
        List<Incident> found = incidents(
                log(1, 50, "Memory cgroup out of memory: Killed process 4114 (java) total-vm:4028352kB"),
                task(1, "'stopCode':'EssentialContainerExited','containers':[{'name':'web','exitCode':139}]"));

        assertThat(found)
                .singleElement()
                .satisfies(incident -> assertThat(incident.diagnosis().cause()).isEqualTo("segmentation-fault"));
    }

    @Test
    void aKillAfterTheStopOrderIsNeverCalledOutOfMemory() {
        assertThat(
                        incidents(
                                log(1, 50, "fatal error: runtime: out of memory"),
                                task(
                                        1,
                                        "'stopCode':'ServiceSchedulerInitiated','stoppedReason':'Scaling activity initiated by"
                                                + " (deployment ecs-svc/1234567890123456789)','containers':[{'name':'web','exitCode':137}]")))
                .isEmpty();
    }

    @Test
    void outOfMemoryWithExitZeroIsToldWithItsContradiction() {
        List<Incident> found = incidents(task(
                1,
                "'stopCode':'EssentialContainerExited','containers':[{'name':'web','exitCode':0,"
                        + "'reason':'OutOfMemoryError: Container killed due to memory usage'}]"));

        assertThat(found).singleElement().satisfies(incident -> {
            assertThat(incident.diagnosis().cause()).isEqualTo("out-of-memory-killed");
            assertThat(incident.diagnosis().evidence().against())
                    .extracting(Evidence.Item::text)
                    .containsExactly("web: reason OutOfMemoryError: Container killed due to memory usage,"
                            + " but exit 0: it did its work");
        });
    }

    @Test
    void theVerdictSaysWhatTheExitCodeMeansAndWhatIsMissing() {
        List<Incident> found =
                incidents(task(1, "'stopCode':'SomethingNew','containers':[{'name':'web','exitCode':134}]"));

        assertThat(found).singleElement().satisfies(incident -> {
            assertThat(incident.diagnosis().evidence().supporting())
                    .extracting(Evidence.Item::text)
                    .contains("web: exit 134 is signal 6 (SIGABRT, the process gave up by itself)");
            assertThat(incident.diagnosis().evidence().unchecked())
                    .extracting(Evidence.Item::text)
                    .contains(
                            "the stop code SomethingNew is not known to stopcause",
                            "the event has no stopped reason",
                            "no log line of the task was read");
        });
    }

    private static List<Event> withHealthyTasks() {
        List<Event> events = new ArrayList<>();
        for (int task = 1; task <= 3; task++) {
            events.add(log(task, 10, "worker 17 ready after " + task + " ms"));
            events.add(log(task, 20, "served 4711 requests in " + task + " s"));
            events.add(task(
                    task,
                    "'stopCode':'ServiceSchedulerInitiated','stoppedReason':'Scaling activity initiated by"
                            + " (deployment ecs-svc/1234567890123456789)','containers':[{'name':'web','exitCode':0}]"));
        }
        events.add(log(9, 40, "worker 3 ready after 20 ms"));
        events.add(log(9, 41, "shard map disagrees with ring"));
        events.add(log(9, 42, "served 12 requests in 9 s"));
        events.add(task(9, "'stopCode':'EssentialContainerExited','containers':[{'name':'web','exitCode':3}]"));
        return events;
    }

    @Test
    void whatNoHealthyTaskWroteComesFirst() {
        Incident incident = incidents(withHealthyTasks().toArray(Event[]::new)).get(0);
        List<String> lines = incident.diagnosis().evidence().supporting().stream()
                .map(Evidence.Item::text)
                .toList();

        assertThat(lines)
                .containsSubsequence(
                        "web: exit 3: an error of the application's own",
                        "1 of the last lines are of a kind that healthy tasks did not write",
                        "shard map disagrees with ring",
                        "worker 3 ready after 20 ms",
                        "served 12 requests in 9 s");
    }

    @Test
    void theLinesCompareAlikeInAnyOrder() {
        List<Event> events = withHealthyTasks();
        String expected = Json.write(incidents(events.toArray(Event[]::new)));
        for (long seed = 0; seed < 10; seed++) {
            Collections.shuffle(events, new Random(seed));

            assertThat(Json.write(incidents(events.toArray(Event[]::new))))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void putsWhatLastErrorsResembleFirstAmongTheAlternativesAndSaysWhy() {
        Incident incident = incidents(
                        log(7, 55, "starting"),
                        log(7, 58, "Error: the cgroup controllers of cpuset are gone from the host"),
                        task(7, "'stopCode':'EssentialContainerExited','containers':[{'name':'web','exitCode':1}]"))
                .get(0);

        assertThat(incident.diagnosis().cause()).isEqualTo("application-crash");
        assertThat(incident.diagnosis().alternatives()).first().isEqualTo("host-feature-missing");
        assertThat(incident.diagnosis().evidence().supporting())
                .filteredOn(item -> item.source().equals("likeness"))
                .singleElement()
                .satisfies(
                        item -> assertThat(item.text()).startsWith("a guess: ").contains("cpuset"));
    }
}
