package io.stopcause.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.AwsEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFormatsTest {

    private static final String TASK = "arn:aws:ecs:eu-west-1:111122223333:task/shop/0123456789abcdef0123456789abcdef";

    private static final String EVENT = """
            {"version":"0","id":"%s","detail-type":"ECS Task State Change","source":"aws.ecs","account":"011122223333",\
            "time":"2026-03-01T10:00:00Z","region":"eu-west-1","resources":["%s"],\
            "detail":{"taskArn":"%s","lastStatus":"STOPPED","version":5}}""";

    private static String event(String id) {
        return EVENT.formatted(id, TASK, TASK);
    }

    @Test
    void eventsOnePerLineInAnArrayAndOneAfterTheOther() {
        Read read =
                Read.of(event("a") + "\n[" + event("b") + ",\n" + event("c") + "]\n" + event("d") + event("e") + "\n");

        assertThat(read.kept().events).extracting(AwsEvent::id).containsExactly("a", "b", "c", "d", "e");
        assertThat(read.kept().events.get(0).origin())
                .isEqualTo(new AwsEvent.Origin("aws.ecs", "011122223333", "eu-west-1"));
        assertThat(read.accounting().count(Kind.READ)).isEqualTo(5);
    }

    @Test
    void prettyPrintedEventsAmongText() {
        String pretty = Trees.object(event("a")).map(ObjectNode::toPrettyString).orElseThrow();

        Read read =
                Read.of("$ aws sqs receive-message\n" + pretty + "\n" + pretty.replace("\"a\"", "\"b\"") + "\ndone\n");

        assertThat(read.kept().events).extracting(AwsEvent::id).containsExactly("a", "b");
        assertThat(read.kept().messages()).containsExactly("$ aws sqs receive-message", "done");
        assertThat(read.kept().lines().get(1).id())
                .endsWith("" + (2 + 2 * pretty.lines().count()));
    }

    @Test
    void aSecondDeliveryIsADuplicate() {
        Read read = Read.of(event("a") + "\n" + event("a") + "\n");

        assertThat(read.kept().events).hasSize(1);
        assertThat(read.accounting().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void whatACutCaptureLacksIsFilledIn() {
        Read read = Read.of("""
                {"detail-type":"ECS Task State Change","resources":["%s"],"detail":{"createdAt":"2026-03-01T10:00:00.5Z"}}""".formatted(TASK));

        AwsEvent event = read.kept().events.get(0);
        assertThat(event.id()).isNotEmpty();
        assertThat(event.origin()).isEqualTo(new AwsEvent.Origin("aws.ecs", "111122223333", "eu-west-1"));
        assertThat(event.time()).isEqualTo("2026-03-01T10:00:00.5Z");
    }

    @Test
    void messagesOfSqsAndSnsHoldContent() {
        String quoted = TextNode.valueOf(event("a")).toString();
        String array =
                TextNode.valueOf("[" + event("b") + "," + event("c") + "]").toString();
        String sns = TextNode.valueOf("{\"Type\":\"Notification\",\"MessageId\":\"9\",\"Message\":"
                        + TextNode.valueOf(event("d")) + "}")
                .toString();

        Read read = Read.of("""
                {"Messages":[{"MessageId":"1","Body":%s}]}
                {"Records":[{"messageId":"2","body":%s,"eventSource":"aws:sqs"}]}
                {"Messages":[{"MessageId":"3","Body":%s}]}
                """.formatted(quoted, array, sns));

        assertThat(read.kept().events).extracting(AwsEvent::id).containsExactly("a", "b", "c", "d");
    }

    @Test
    void describedTasksBecomeStateChanges() {
        Read read = Read.of("""
                {
                  "tasks": [
                    {"taskArn": "%s", "lastStatus": "STOPPED", "desiredStatus": "STOPPED", "version": 7,
                     "createdAt": 1563421494.186, "stoppedAt": "2019-07-18T12:45:00.250000+09:00", "connectivity": null,
                     "containers": [{"name": "web", "exitCode": 1, "lastStatus": "STOPPED"}]}
                  ],
                  "failures": [{"arn": "%s", "reason": "RESOURCE:MEMORY"}]
                }
                """.formatted(TASK, TASK));

        AwsEvent task = read.kept().events.get(0);
        assertThat(task.detailType()).isEqualTo(AwsEvent.TASK_STATE);
        assertThat(task.origin()).isEqualTo(new AwsEvent.Origin("stopcause", "111122223333", "eu-west-1"));
        assertThat(task.time()).isEqualTo(Instant.parse("2019-07-18T03:45:00Z"));
        assertThat(task.text("createdAt")).contains("2019-07-18T03:44:54.186Z");
        assertThat(task.detail().path("version").asInt()).isEqualTo(7);
        assertThat(task.detail().has("connectivity")).isFalse();
        assertThat(read.kept().events.get(1).detailType()).isEqualTo("ECS API Failure");
        assertThat(read.kept().events.get(1).text("reason")).contains("RESOURCE:MEMORY");
    }

    @Test
    void stepFunctionsCapitaliseTheSame() {
        Read read = Read.of("""
                {"TaskArn":"%s","LastStatus":"STOPPED","StoppedAt":1563421494186,"Containers":[{"Name":"web","ExitCode":137}]}""".formatted(TASK));

        AwsEvent task = read.kept().events.get(0);
        assertThat(task.text("stoppedAt")).contains("2019-07-18T03:44:54.186Z");
        assertThat(task.detail().path("containers").path(0).path("exitCode").asInt())
                .isEqualTo(137);
    }

    @Test
    void aDescribedTaskDefinitionTellsWhatItsRegistrationDid() {
        Read read = Read.of("""
                {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:44",
                 "containerDefinitions": [{"name": "app", "image": "web:1"}], "registeredAt": 1563421494.186}, "tags": []}
                """);

        AwsEvent event = read.kept().events.get(0);
        assertThat(event.detailType()).isEqualTo(AwsEvent.API_CALL);
        assertThat(event.text("eventName")).contains("RegisterTaskDefinition");
        assertThat(event.origin().account()).isEqualTo("111122223333");
        assertThat(event.time()).isEqualTo("2019-07-18T03:44:54Z");
        assertThat(event.detail()
                        .at("/responseElements/taskDefinition/containerDefinitions/0/image")
                        .asText())
                .isEqualTo("web:1");
    }

    @Test
    void describedServicesBecomeMessagesAndDeployments() {
        Read read = Read.of("""
                {"services":[{"serviceArn":"arn:aws:ecs:eu-west-1:111122223333:service/shop/web","serviceName":"web",
                  "clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/shop",
                  "deployments":[{"id":"ecs-svc/1","status":"PRIMARY","rolloutState":"FAILED","failedTasks":3,
                    "rolloutStateReason":"tasks failed to start","updatedAt":1700000000.5}],
                  "events":[{"id":"e1","createdAt":1700000001,"message":"(service web) was unable to place a task."}]}],
                 "failures":[]}
                """);

        AwsEvent message = read.kept().events.get(0);
        assertThat(message.id()).isEqualTo("e1");
        assertThat(message.detailType()).isEqualTo(AwsEvent.SERVICE_ACTION);
        assertThat(message.resources()).containsExactly("arn:aws:ecs:eu-west-1:111122223333:service/shop/web");
        assertThat(message.text("eventName")).contains("SERVICE_MESSAGE");
        assertThat(message.text("reason")).contains("(service web) was unable to place a task.");
        assertThat(message.text("clusterArn")).contains("arn:aws:ecs:eu-west-1:111122223333:cluster/shop");
        AwsEvent deployment = read.kept().events.get(1);
        assertThat(deployment.detailType()).isEqualTo(AwsEvent.DEPLOYMENT_STATE);
        assertThat(deployment.text("eventName")).contains("SERVICE_DEPLOYMENT_FAILED");
        assertThat(deployment.text("deploymentId")).contains("ecs-svc/1");
        assertThat(deployment.time()).isEqualTo(Instant.ofEpochSecond(1700000000));
    }

    private static AwsEvent state(String counts) {
        List<AwsEvent> events = Read.of("""
                {"serviceArn":"arn:aws:ecs:eu-west-1:111122223333:service/shop/web","serviceName":"web","status":"ACTIVE",
                "clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/shop","deployments":[],%s}
                """.formatted(counts)).kept().events;
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void theCountsOfAServiceAreAStateOfIt() {
        AwsEvent missing = state("\"desiredCount\":4,\"runningCount\":\"3\",\"pendingCount\":1");

        assertThat(missing.detailType()).isEqualTo(AwsEvent.SERVICE_STATE);
        assertThat(missing.resources()).containsExactly("arn:aws:ecs:eu-west-1:111122223333:service/shop/web");
        assertThat(missing.detail().path("shortOfTasks").asBoolean()).isTrue();
        assertThat(missing.text("reason")).contains("3 of 4 tasks run");
        assertThat(state("\"desiredCount\":4,\"runningCount\":5")
                        .detail()
                        .path("shortOfTasks")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void aDeploymentTellsHowManyTasksItLost() {
        AwsEvent deployment = Read.of("""
                {"serviceArn":"arn:aws:ecs:eu-west-1:111122223333:service/shop/web","serviceName":"web",
                "deployments":[{"id":"ecs-svc/1","rolloutState":"IN_PROGRESS","failedTasks":6,"desiredCount":2,
                "runningCount":0,"updatedAt":1700000000}]}
                """).kept().events.get(0);

        assertThat(deployment.text("eventName")).contains("SERVICE_DEPLOYMENT_IN_PROGRESS");
        assertThat(deployment.detail().path("failedTasks").asInt()).isEqualTo(6);
        assertThat(deployment.detail().path("runningCount").asInt(7)).isZero();
    }

    @Test
    void aMessageThatTellsOfASteadyStateIsOne() {
        Read read = Read.of("""
                {"events":[{"createdAt":"2026-03-01T10:00:00Z","id":"e1","message":"(service web) has reached a steady state."},
                {"createdAt":"2026-03-01T10:00:00Z","id":"e2","message":"(service web) has started 2 tasks: (task 1)."}]}""");

        assertThat(read.kept().events)
                .extracting(event -> event.text("eventName").orElse(""))
                .containsExactly("SERVICE_STEADY_STATE", "SERVICE_MESSAGE");
    }

    @Test
    void messagesAloneNameTheirService() {
        Read read = Read.of("""
                {"events":[{"createdAt":"2026-03-01T10:00:00.277000+01:00","id":"e1","message":"(service web) has reached a steady state."}]}""");

        assertThat(read.kept().events.get(0).resources()).containsExactly("arn:aws:ecs:::service/web");
        assertThat(read.kept().events.get(0).time()).isEqualTo("2026-03-01T09:00:00Z");
    }

    @Test
    void serviceDeploymentsAndTheirHooks() {
        Read read = Read.of("""
                {"serviceDeployments":[{"serviceDeploymentArn":"arn:aws:ecs:eu-west-1:111122223333:service-deployment/shop/web/x",
                "serviceArn":"arn:aws:ecs:eu-west-1:111122223333:service/shop/web","status":"ROLLBACK_SUCCESSFUL",
                "statusReason":"circuit breaker","updatedAt":1700000000,
                "lifecycleHookDetails":[{"hookId":"h","status":"AWAITING_ACTION"}]}]}
                """);

        assertThat(read.kept().events)
                .extracting(event -> event.text("eventName").orElse(""))
                .containsExactly("SERVICE_DEPLOYMENT_FAILED", "HOOK_AWAITING_ACTION");
    }

    @Test
    void cloudTrailInFilesAndAlone() {
        String record = """
                {"eventVersion":"1.08","eventID":"%s","eventTime":"2026-03-01T10:00:00Z","eventSource":"ecs.amazonaws.com",\
                "eventName":"CreateService","awsRegion":"eu-west-1","recipientAccountId":"111122223333",\
                "errorCode":"InvalidParameterException","errorMessage":"Assign public IP is not supported for this launch type."}""";

        Read read = Read.of("{\"Records\":[" + record.formatted("a") + "]}\n" + record.formatted("b"));

        assertThat(read.kept().events).extracting(AwsEvent::id).containsExactly("a", "b");
        assertThat(read.kept().events).extracting(AwsEvent::detailType).containsOnly(AwsEvent.API_CALL);
        assertThat(read.kept().events.get(0).origin())
                .isEqualTo(new AwsEvent.Origin("aws.ecs", "111122223333", "eu-west-1"));
    }

    @Test
    void actionLogsInBothPublishedLayouts() {
        Read read = Read.of("""
                {"resourceArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/shop","actionSourceId":"service/shop/web","logLevel":"ERROR","eventTimestamp":1784573730986,"detail":{"statusReason":"no candidate","eventName":"SERVICE_DEPLOYMENT_ROLLBACK_FAILED"}}
                {"timestamp":1719500050000,"logLevel":"WARN","resourceArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/shop","actionSourceId":"arn:aws:ecs:eu-west-1:111122223333:daemon/shop/d","eventName":"DAEMON_TASK_START_IMPAIRED","detail":{"statusReason":"RESOURCE:MEMORY"}}
                """);

        assertThat(read.kept().events.get(0).resources())
                .containsExactly("arn:aws:ecs:eu-west-1:111122223333:service/shop/web");
        assertThat(read.kept().events)
                .extracting(event -> event.text("eventName").orElse(""))
                .containsExactly("SERVICE_DEPLOYMENT_ROLLBACK_FAILED", "DAEMON_TASK_START_IMPAIRED");
    }

    @Test
    void recordedAnswers() {
        Read read = Read.of("""
                {"question":{"scope":"s","check":"image-supports-platform","about":{"image":"nginx"}},"outcome":"NO","facts":{"platforms":"linux/arm64"},"explanation":"arm64 only","time":"2026-03-01T10:00:00Z"}
                {"question":{"scope":"s"},"outcome":"MAYBE"}
                """);

        assertThat(read.kept().answers).hasSize(1);
        assertThat(read.kept().dead).singleElement().satisfies(letter -> {
            assertThat(letter.place()).isEqualTo("in.log:2");
            assertThat(letter.reason()).contains("recording that cannot be read");
        });
    }
}
