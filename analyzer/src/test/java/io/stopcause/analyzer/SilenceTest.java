package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not said: silence is not health, and a steady state between two failures is no end. */
class SilenceTest {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

    private static AwsEvent event(String type, Duration after, String detail) {
        Instant time = START.plus(after);
        return Json.read("""
            {"id":"%s","detail-type":"%s","source":"aws.ecs","account":"111122223333","region":"eu-west-1",
            "time":"%s","resources":["arn:aws:ecs:eu-west-1:111122223333:service/main/app"],"detail":%s}\
            """.formatted(time, type, time, detail.replace('\'', '"')), AwsEvent.class);
    }

    private static AwsEvent service(Duration after, String name, String reason) {
        return event(AwsEvent.SERVICE_ACTION, after, "{'eventName':'" + name + "','reason':'" + reason + "'}");
    }

    private static AwsEvent failed(Duration after) {
        String arn = "arn:aws:ecs:eu-west-1:111122223333:";
        return event(
                AwsEvent.TASK_STATE,
                after,
                "{'version':5,'lastStatus':'STOPPED','stopCode':'EssentialContainerExited','group':'service:app',"
                        + "'clusterArn':'" + arn + "cluster/main','taskDefinitionArn':'" + arn
                        + "task-definition/app:1','taskArn':'" + arn + "task/main/"
                        + "%032x".formatted(after.toSeconds()) + "','containers':[{'name':'web','exitCode':139}]}");
    }

    private static List<Incident> incidents(List<Event> events, Duration asOf) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.accept(new Tick(START.plus(asOf)));
        return engine.result().incidents();
    }

    @Test
    void aServiceThatEcsNoLongerSpeaksOfIsNotWellYet() {
        List<Event> events = List.of(service(Duration.ZERO, "SERVICE_TASK_PLACEMENT_FAILURE", "RESOURCE:MEMORY"));

        assertThat(incidents(events, Duration.ofHours(6)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.isResolved()).isFalse());
        assertThat(incidents(events, Duration.ofMinutes(375)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.isResolved()).isTrue());
    }

    @Test
    void itsSteadyStateEndsIt() {
        List<Event> events = List.of(
                service(Duration.ZERO, "SERVICE_TASK_PLACEMENT_FAILURE", "RESOURCE:MEMORY"),
                service(Duration.ofMinutes(5), "SERVICE_STEADY_STATE", ""));

        assertThat(incidents(events, Duration.ofMinutes(5)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.isResolved()).isTrue());
    }

    @Test
    void whatComesBackASecondTimeNoLongerEndsWithASteadyState() {
        List<Event> events = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            events.add(failed(Duration.ofMinutes(10L * round)));
            events.add(service(Duration.ofMinutes(10L * round + 5), "SERVICE_STEADY_STATE", ""));
        }
        assertThat(incidents(events.subList(0, 4), Duration.ofMinutes(16)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.isResolved()).isTrue());
        assertThat(incidents(events, Duration.ofMinutes(26)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.life().state()).isEqualTo(Incident.State.REOPENED));

        events.add(event(
                AwsEvent.DEPLOYMENT_STATE,
                Duration.ofMinutes(30),
                "{'eventName':'SERVICE_DEPLOYMENT_COMPLETED','reason':'completed'}"));
        assertThat(incidents(events, Duration.ofMinutes(30)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.isResolved()).isTrue());
    }
}
