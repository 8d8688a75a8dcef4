package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which containers are essential, and how long they may take to stop, stands in the task definition alone. */
class ContainersThatMatterTest {

    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";

    private static AwsEvent event(String id, String type, String detail) {
        return Json.read("""
                {"id":"%s","detail-type":"%s","source":"aws.ecs","account":"111122223333","region":"eu-west-1",
                "time":"%s","resources":[],"detail":%s}\
                """.formatted(id, type, START, detail.replace('\'', '"')), AwsEvent.class);
    }

    private static AwsEvent definition(String containers) {
        String logging = "'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'/ecs/app'}},'name'";
        return event(
                "d",
                AwsEvent.API_CALL,
                "{'eventSource':'ecs.amazonaws.com','eventName':'RegisterTaskDefinition','responseElements':"
                        + "{'taskDefinition':{'taskDefinitionArn':'" + ARN + "task-definition/app:1',"
                        + "'containerDefinitions':[" + containers.replace("'name'", logging) + "]}}}");
    }

    private static AwsEvent task(String containers, String more) {
        return event(
                "t",
                AwsEvent.TASK_STATE,
                "{'version':5,'lastStatus':'STOPPED','stopCode':'EssentialContainerExited','group':'family:app',"
                        + "'clusterArn':'" + ARN + "cluster/main','taskArn':'" + ARN
                        + "task/main/0123456789abcdef0123456789abcdef',"
                        + "'taskDefinitionArn':'" + ARN + "task-definition/app:1'," + more
                        + "'stoppedReason':'Essential container in task exited','containers':[" + containers + "]}");
    }

    /** The cause that is told, whichever comes first. */
    private static String cause(AwsEvent definition, AwsEvent task) {
        String cause = first(Recording.analyze(List.of(definition, task)));
        assertThat(first(Recording.analyze(List.of(task, definition)))).isEqualTo(cause);
        return cause;
    }

    private static String first(Analysis analysis) {
        return analysis.incidents().stream()
                .map(Incident::diagnosis)
                .map(Incident.Diagnosis::cause)
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'name':'init','exitCode':1},{'name':'web','exitCode':0}      | init | none
                    {'name':'init','exitCode':1},{'name':'web','exitCode':0}      | web  | application-crash
                    {'name':'init','exitCode':1},{'name':'web','exitCode':139}    | init | segmentation-fault
                    {'name':'init','exitCode':139},{'name':'web','exitCode':1}    | init | application-crash
                    {'name':'init','exitCode':137},{'name':'web','exitCode':0}    | init | none
                    {'name':'log_router','exitCode':1},{'name':'web','exitCode':0} | log_router | none
                    {'name':'a','exitCode':1},{'name':'b','exitCode':2},{'name':'web','exitCode':0} | a,b | none
                    """)
    void aContainerThatIsNotEssentialDoesNotFailTheTask(String containers, String optional, String cause) {
        StringBuilder defined = new StringBuilder("{'name':'none'}");
        for (String name : optional.split(",", -1)) {
            defined.append(",{'name':'").append(name).append("','essential':false}");
        }

        assertThat(cause(definition(defined.toString()), task(containers, ""))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "32, 0, none",
        "32, 120, killed-externally",
        "10, 0, killed-externally",
        "10, 10, none",
        "10, 11, killed-externally"
    })
    void aSidecarIsKilledAtItsOwnTimeout(int seconds, int timeout, String cause) {
        String times = "'executionStoppedAt':'" + START + "','stoppingAt':'" + START.plusSeconds(seconds) + "',";
        String stop = timeout == 0 ? "" : ",'stopTimeout':" + timeout;

        assertThat(cause(
                        definition("{'name':'app'},{'name':'envoy'" + stop + "}"),
                        task("{'name':'app','exitCode':0},{'name':'envoy','exitCode':137}", times)))
                .isEqualTo(cause);
    }

    @Test
    void withoutADefinitionEveryContainerMatters() {
        AwsEvent other = event("x", AwsEvent.API_CALL, "{'eventName':'ListTasks'}");

        assertThat(cause(other, task("{'name':'init','exitCode':1},{'name':'web','exitCode':0}", "")))
                .isEqualTo("application-crash");
    }
}
