package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.rule.RemediationTemplate;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What logs alone tell, of tasks that nobody else speaks of. */
class StreamsOfLogsTest {

    private static final RuleSet RULES = RuleSet.shipped();
    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    private static final String TASK = "0123456789abcdef0123456789abcdef";
    private static final String FATAL = "exec /run.sh: exec format error";

    private static LogBatch line(String stream, Surface surface, Duration after, String text) {
        LogSource source = new LogSource("111122223333", "eu-west-1", "/ecs/app", stream, surface);
        Instant time = START.plus(after);
        return new LogBatch(source, List.of(new LogLine(stream + time, time, text)));
    }

    private static List<Incident> incidents(Instant asOf, Event... events) {
        Engine engine = new Engine(RULES);
        List.of(events).forEach(engine::accept);
        engine.accept(new Tick(asOf));
        return engine.result().incidents();
    }

    @Test
    void aTasksLastLineWaitsForEcsToSayWhoseTaskItIs() {
        LogBatch line = line("app/app/" + TASK, Surface.APP_LOG, Duration.ZERO, FATAL);

        assertThat(incidents(START.plusSeconds(30), line)).isEmpty();
        assertThat(incidents(START.plusSeconds(60), line)).hasSize(1);
    }

    @Test
    void aStreamOfNoTaskNeedNotWait() {
        assertThat(incidents(START, line("host-1", Surface.APP_LOG, Duration.ZERO, FATAL)))
                .hasSize(1);
    }

    @Test
    void whoGoesOnWritingHasNotDiedOfTheLine() {
        LogBatch fatal = line("host-1", Surface.APP_LOG, Duration.ZERO, FATAL);
        LogBatch soon = line("host-1", Surface.APP_LOG, Duration.ofSeconds(5), "flushing buffers");
        LogBatch later = line("host-1", Surface.APP_LOG, Duration.ofSeconds(40), "request served in 3 ms");

        assertThat(incidents(START.plusSeconds(60), fatal, soon)).hasSize(1);
        assertThat(incidents(START.plusSeconds(60), fatal, soon, later)).isEmpty();
    }

    @Test
    void aCrashThatIsOnlyLoggedIsNoneWhileEcsSaysTheTaskRuns() {
        LogBatch trace = line(
                "app/app/" + TASK,
                Surface.APP_LOG,
                Duration.ZERO,
                "ERROR in app: Exception on /orders [GET]\nTraceback (most recent call last):\nAssertionError: total");

        assertThat(incidents(START.plusSeconds(90), task("RUNNING", 5), trace)).isEmpty();
        assertThat(incidents(START.plusSeconds(90), task("RUNNING", 5), trace, task("STOPPED", 7)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.diagnosis().cause()).isEqualTo("application-crash"));
    }

    private static AwsEvent task(String status, int version) {
        ObjectNode detail = Json.mapper().createObjectNode();
        detail.put("taskArn", "arn:aws:ecs:eu-west-1:111122223333:task/main/" + TASK)
                .put("clusterArn", "arn:aws:ecs:eu-west-1:111122223333:cluster/main")
                .put("group", "service:app")
                .put("lastStatus", status)
                .put("version", version);
        if (status.equals("STOPPED")) {
            detail.put("stopCode", "EssentialContainerExited")
                    .put("stoppedReason", "Essential container in task exited");
            detail.putArray("containers").addObject().put("name", "app").put("exitCode", 1);
        }
        AwsEvent.Origin origin = new AwsEvent.Origin("aws.ecs", "111122223333", "eu-west-1");
        return new AwsEvent(status, AwsEvent.TASK_STATE, origin, START.plusSeconds(version), List.of(), detail);
    }

    @Test
    void whileLinesStillComeNothingIsQuiet() {
        LogBatch first = line("host-1", Surface.APP_LOG, Duration.ZERO, FATAL);
        LogBatch later = line("host-1", Surface.APP_LOG, Duration.ofHours(3), FATAL);

        assertThat(incidents(START.plus(Duration.ofHours(3)), first)).allMatch(Incident::isResolved);
        assertThat(incidents(START.plus(Duration.ofHours(3)), first, later)).noneMatch(Incident::isResolved);
    }

    @Test
    void twoContainersAndTwoKindsOfLogGiveTheSameInAnyOrder() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Duration after = Duration.ofSeconds(i);
            events.add(line("app/web/" + TASK, Surface.APP_LOG, after, FATAL));
            events.add(line("app/side/" + TASK, Surface.APP_LOG, after, "bind: address already in use"));
            events.add(line("app/side/" + TASK, Surface.AGENT_LOG, after, "no space left on device"));
        }
        Event[] inOrder = events.toArray(Event[]::new);
        String expected = Json.write(incidents(START.plusSeconds(120), inOrder));
        for (long seed = 0; seed < 20; seed++) {
            Collections.shuffle(events, new Random(seed));

            assertThat(Json.write(incidents(START.plusSeconds(120), events.toArray(Event[]::new))))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatALineSaysNeverBecomesPartOfACommand() throws Exception {
        RemediationTemplate template = Json.mapper()
                .readValue(
                        "{\"what\":\"{{path}}\",\"why\":\"\",\"verify\":\"\",\"undo\":\"\",\"steps\":[{\"do\":\"look\",\"shell\":\"cat"
                                + " {{path}}\"}]}",
                        RemediationTemplate.class);

        assertThat(template.fill(Map.of("path", "/app/run.sh")).steps().get(0).code())
                .isEqualTo("cat /app/run.sh");
        assertThat(template.fill(Map.of("path", "x;$(curl evil)"))
                        .steps()
                        .get(0)
                        .code())
                .isEqualTo("cat <path>");
        assertThat(template.fill(Map.of("path", "x;$(curl evil)")).what()).isEqualTo("x;$(curl evil)");
    }
}
