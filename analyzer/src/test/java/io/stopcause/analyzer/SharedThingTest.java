package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One image that fails in several services. */
class SharedThingTest {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

    private static AwsEvent refused(String service, String image) {
        String arn = "arn:aws:ecs:eu-west-1:111122223333:";
        return Json.read("""
            {"id":"%1$s","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
            "region":"eu-west-1","time":"%2$s","resources":[],"detail":{"version":3,"lastStatus":"STOPPED",
            "stopCode":"TaskFailedToStart","group":"service:%1$s","clusterArn":"%3$scluster/main",
            "taskArn":"%3$stask/main/%4$032x","taskDefinitionArn":"%3$stask-definition/%1$s:1",
            "stoppedReason":"CannotPullContainerError: manifest for %5$s not found: manifest unknown",
            "containers":[{"name":"web","image":"%5$s"}]}}\
            """.formatted(service, START, arn, service.hashCode(), image), AwsEvent.class);
    }

    private static List<Incident> incidents(List<AwsEvent> stops, Map<String, Answer.Outcome> outcomes, long apart) {
        List<Event> events = new ArrayList<>(stops);
        Engine asking = new Engine(JUDGE);
        stops.forEach(asking::accept);
        long after = 0;
        for (Question question : asking.result().questions()) {
            String service = question.scope().substring(question.scope().lastIndexOf('/') + 1);
            if (question.check().equals("image-tag-exists")) {
                Answer.Outcome outcome = outcomes.getOrDefault(service, Answer.Outcome.NO);
                events.add(new Answer(question, outcome, Map.of(), "looked", START.plusSeconds(after)));
                after += apart;
            }
        }
        Collections.reverse(events);
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.end(START);
        return engine.result().incidents();
    }

    private static List<String> elsewhere(Incident incident) {
        return incident.reach().symptoms().stream()
                .map(Incident.Symptom::text)
                .filter(text -> text.startsWith("the same in"))
                .toList();
    }

    private static final String IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/base:7";

    @Test
    void eachIncidentNamesTheOthersOfTheSameVerifiedThing() {
        List<Incident> found =
                incidents(List.of(refused("api", IMAGE), refused("web", IMAGE), refused("job", IMAGE)), Map.of(), 10);

        assertThat(found).hasSize(3).allSatisfy(incident -> assertThat(elsewhere(incident))
                .hasSize(2)
                .allMatch(text -> text.contains("111122223333/eu-west-1/main/") && text.contains(IMAGE)));
    }

    @Test
    void whoIsRefutedIsNoLongerOneOfThem() {
        List<Incident> found =
                incidents(List.of(refused("api", IMAGE), refused("web", IMAGE)), Map.of("web", Answer.Outcome.YES), 10);

        assertThat(found).hasSize(2).allSatisfy(incident -> assertThat(elsewhere(incident))
                .isEmpty());
    }

    @Test
    void anotherImageOrAnotherDayIsAnotherThing() {
        assertThat(incidents(List.of(refused("api", IMAGE), refused("web", IMAGE + "1")), Map.of(), 10))
                .allSatisfy(incident -> assertThat(elsewhere(incident)).isEmpty());
        assertThat(incidents(List.of(refused("api", IMAGE), refused("web", IMAGE)), Map.of(), 3_601))
                .allSatisfy(incident -> assertThat(elsewhere(incident)).isEmpty());
    }
}
