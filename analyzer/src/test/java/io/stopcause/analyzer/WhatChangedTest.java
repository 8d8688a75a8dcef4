package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** "Clean through :43, failing since :44": what is different, and what else happened then. */
class WhatChangedTest {

    private static final Instant START = Instant.parse("2026-03-03T18:00:00Z");
    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final Judge JUDGE = new Judge(RuleSet.shipped());

    private static final String GOOD = """
        {"taskDefinitionArn": "%stask-definition/web:43", "networkMode": "awsvpc", "memory": "1024",
         "executionRoleArn": "arn:aws:iam::111122223333:role/webExecution", "containerDefinitions": [
          {"name": "app", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.27.1",
           "portMappings": [{"containerPort": 80, "protocol": "tcp"}],
           "environment": [{"name": "STAGE", "value": "hush-1"}, {"name": "OLD", "value": "hush-2"}],
           "secrets": [{"name": "DB", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-Ab12Cd"}]}]}
        """.formatted(ARN);

    private static final String BAD = GOOD.replace("web:43", "web:44")
            .replace("1.27.1", "1.27.2")
            .replace("\"1024\"", "\"512\"")
            .replace("\"containerPort\": 80, \"protocol\": \"tcp\"", "\"protocol\": \"tcp\", \"containerPort\": 80")
            .replace("OLD", "NEW")
            .replace("hush-1", "hush-3");

    private final List<Event> events = new ArrayList<>();

    @Test
    void theDifferenceOfTheRevisionsIsToldWithoutAnyValueOfTheEnvironment() {
        Incident incident = incident(story());

        assertThat(incident.reach().revision().changes())
                .extracting(Incident.Change::words)
                .containsExactly(
                        "image of app 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.27.1"
                                + " \u2192 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.27.2",
                        "memory of the task 1024 \u2192 512",
                        "variable NEW of app added",
                        "variable OLD of app taken out");
        assertThat(Json.write(incident)).doesNotContain("hush");
        assertThat(incident.reach().revision().deployedAt()).contains(START.plusSeconds(600));
    }

    @Test
    void anotherImageUnderTheSameTagIsToldEvenWithoutTheDefinitions() {
        ran(-3000, 3, "1", "\"lastStatus\": \"RUNNING\", \"startedAt\": \"" + START + "\"", "sha256:aaaa");
        ran(600, 8, "2", """
            "lastStatus": "STOPPED", "stopCode": "EssentialContainerExited", "startedAt": "2026-03-03T18:10:00Z",
            "stoppedReason": "Essential container in task exited"
            """, "sha256:bbbb");

        assertThat(incident(events).reach().revision().changes())
                .extracting(Incident.Change::words)
                .containsExactly("image digest of app sha256:aaaa \u2192 sha256:bbbb");
    }

    /** A task of revision 43, by a digest of its own. */
    private void ran(long at, int version, String id, String rest, String digest) {
        event(
                at,
                AwsEvent.TASK_STATE,
                "{\"taskArn\": \"" + ARN + "task/main/" + id.repeat(32) + "\", \"clusterArn\": \"" + ARN
                        + "cluster/main\", \"group\": \"service:web\", \"version\": " + version
                        + ", \"taskDefinitionArn\": \"" + ARN + "task-definition/web:43\", \"createdAt\": \""
                        + START.plusSeconds(at)
                        + "\", \"containers\": [{\"name\": \"app\", \"exitCode\": 1, \"imageDigest\": \""
                        + digest + "\"}], " + rest + "}");
    }

    @Test
    void theWayBackHasTheRealNames() {
        Incident incident = incident(story());
        String back = "aws ecs update-service --region eu-west-1 --cluster main --service web --task-definition web:43";

        assertThat(incident.reach().revision().rollback()).contains(back);
        assertThat(incident.remediation().undo()).contains("--task-definition web:43");
    }

    @Test
    void whatHappenedShortlyBeforeStandsInTheIncidentIfItConcernsTheTask() {
        Incident incident = incident(story());

        assertThat(incident.reach().revision().candidates())
                .extracting(candidate -> candidate.kind() + ": " + candidate.text())
                .containsExactly(
                        "alarm: alarm web-errors is ALARM",
                        "deployment: UpdateService",
                        "network: RevokeSecurityGroupEgress sg-0a1b2c3d",
                        "role: DeleteRolePolicy webExecution pull",
                        "secret: PutSecretValue arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-Ab12Cd",
                        "image: pushed web:1.27.2 as sha256:" + "ab".repeat(32));
    }

    @Test
    void anyOrderGivesTheSame() {
        List<Event> all = story();
        String expected = Json.write(incident(all));
        for (long seed = 0; seed < 50; seed++) {
            List<Event> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Json.write(incident(shuffled))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void withoutTheDefinitionsNothingIsSaidOfThem() {
        List<Event> tasksOnly = story().stream()
                .filter(event -> event instanceof AwsEvent aws && AwsEvent.TASK_STATE.equals(aws.detailType()))
                .toList();

        Incident.Revision revision = incident(tasksOnly).reach().revision();

        assertThat(revision.lastGood()).contains("web:43");
        assertThat(revision.changes()).isEmpty();
        assertThat(revision.candidates()).isEmpty();
    }

    private List<Event> story() {
        registered(-3600, GOOD);
        task(
                -3000,
                3,
                "43",
                "\"lastStatus\": \"RUNNING\", \"desiredStatus\": \"RUNNING\", \"startedAt\": \"" + START + "\"");
        happening(
                -7200,
                "ECR Image Action",
                "{\"action-type\": \"PUSH\", \"result\": \"SUCCESS\", \"repository-name\": \"web\", \"image-tag\": \"1.27.0\"}");
        happening(
                60,
                "ECR Image Action",
                "{\"action-type\": \"PUSH\", \"result\": \"SUCCESS\", \"repository-name\": \"web\", \"image-tag\": \"1.27.2\", \"image-digest\": \"sha256:"
                        + "ab".repeat(32) + "\"}");
        happening(
                70,
                "ECR Image Action",
                "{\"action-type\": \"PUSH\", \"result\": \"SUCCESS\", \"repository-name\": \"ledger\", \"image-tag\": \"9\"}");
        called(
                100,
                "secretsmanager",
                "PutSecretValue",
                "{\"secretId\": \"arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-Ab12Cd\"}");
        called(110, "secretsmanager", "PutSecretValue", "{\"secretId\": \"ledger-db\"}");
        called(200, "iam", "DeleteRolePolicy", "{\"roleName\": \"webExecution\", \"policyName\": \"pull\"}");
        called(300, "ec2", "RevokeSecurityGroupEgress", "{\"groupId\": \"sg-0a1b2c3d\"}");
        registered(400, BAD);
        event(
                450,
                "AWS API Call via CloudTrail",
                "{\"eventSource\": \"ecs.amazonaws.com\", \"eventName\": \"UpdateService\", \"errorCode\": \"AccessDenied\","
                        + " \"errorMessage\": \"User: arn:aws:iam::111122223333:user/ann is not authorized to perform:"
                        + " ecs:UpdateService\", \"requestParameters\": {\"cluster\": \"main\", \"service\": \"web\"}}");
        called(
                500,
                "ecs",
                "UpdateService",
                "{\"cluster\": \"main\", \"service\": \"web\", \"taskDefinition\": \"web:44\"}");
        task(600, 8, "44", """
            "lastStatus": "STOPPED", "desiredStatus": "STOPPED", "stopCode": "TaskFailedToStart",
            "stoppedReason": "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'"
            """);
        happening(
                650,
                "CloudWatch Alarm State Change",
                "{\"alarmName\": \"web-errors\", \"state\": {\"value\": \"ALARM\"}}");
        happening(
                660, "CloudWatch Alarm State Change", "{\"alarmName\": \"web-idle\", \"state\": {\"value\": \"OK\"}}");
        return events;
    }

    private void registered(long at, String definition) {
        called(at, "ecs", "RegisterTaskDefinition", "{}", "{\"taskDefinition\": " + definition + "}");
    }

    private void called(long at, String source, String name, String parameters) {
        called(at, source, name, parameters, "null");
    }

    private void called(long at, String source, String name, String parameters, String answer) {
        event(
                at,
                "AWS API Call via CloudTrail",
                "{\"eventSource\": \"" + source + ".amazonaws.com\", \"eventName\": \"" + name
                        + "\", \"requestParameters\": " + parameters + ", \"responseElements\": " + answer + "}");
    }

    private void happening(long at, String type, String detail) {
        event(at, type, detail);
    }

    private void task(long at, int version, String revision, String rest) {
        event(
                at,
                AwsEvent.TASK_STATE,
                "{\"taskArn\": \"" + ARN + "task/main/" + revision.repeat(16) + "\", \"clusterArn\": \"" + ARN
                        + "cluster/main\", \"group\": \"service:web\", \"version\": " + version
                        + ", \"taskDefinitionArn\": \"" + ARN
                        + "task-definition/web:" + revision + "\", \"createdAt\": \"" + START.plusSeconds(at)
                        + "\", \"containers\": [{\"name\": \"app\"}], " + rest + "}");
    }

    private void event(long at, String type, String detail) {
        events.add(new AwsEvent(
                "event-" + events.size(),
                type,
                new AwsEvent.Origin("aws.any", "111122223333", "eu-west-1"),
                START.plusSeconds(at),
                List.of(),
                Json.read(detail, ObjectNode.class)));
    }

    private static Incident incident(List<Event> all) {
        Engine engine = new Engine(JUDGE);
        all.forEach(engine::accept);
        engine.end(START.plusSeconds(700));
        List<Incident> ofTasks = engine.result().incidents().stream()
                .filter(incident -> incident.reach().taskCount() > 0)
                .toList();
        assertThat(ofTasks).hasSize(1);
        return ofTasks.get(0);
    }
}
