package io.stopcause.analyzer.ending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table that tells one SIGKILL from another. The events are built from the documented fields. */
class EndingTest {

    private static AwsEvent task(String detail) {
        ObjectNode node = Json.read(detail.replace('\'', '"'), ObjectNode.class);
        return new AwsEvent(
                "e",
                AwsEvent.TASK_STATE,
                new AwsEvent.Origin("aws.ecs", "111122223333", "eu-west-1"),
                Instant.parse("2026-03-03T10:01:00Z"),
                List.of(),
                node);
    }

    private static Ending.Kill kill(String detail) {
        AwsEvent event = task(detail);
        return Ending.of(event).kill(event.detail().path("containers").path(0)).orElseThrow();
    }

    private static final String KILLED = "'containers':[{'name':'web','exitCode':137}]";
    private static final String TIMES =
            "'stoppingAt':'2026-03-03T10:00:00Z','executionStoppedAt':'2026-03-03T10:00:%sZ',";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SpotInterruption          | Your Spot Task was interrupted.                    | SPOT
                                              | Your Spot Task was interrupted.                    | SPOT
                    TerminationNotice         | Task stopped                                       | HOST
                    InfrastructureHealth      | Task stopped                                       | HOST
                    ServiceSchedulerInitiated | Host EC2 (instance i-0123456789abcdef0) terminated. | HOST
                    ServiceSchedulerInitiated | Task failed container health checks                | HEALTH_CHECK
                    ServiceSchedulerInitiated | Task failed ELB health checks in (target-group x)  | HEALTH_CHECK
                    ServiceSchedulerInitiated | Scaling activity initiated by (deployment ecs-svc/1) | STOP_TIMEOUT
                    UserInitiated             | Task stopped by user                               | STOP_TIMEOUT
                    EssentialContainerExited  | Essential container in task exited                 | UNKNOWN
                    SomethingNew              | Essential container in task exited                 | UNKNOWN
                    TaskFailedToStart         | Task failed to start                               | UNKNOWN
                    """)
    void theCodeAndTheReasonDecideTogether(String code, String reason, Killer killer) {
        String stop = code == null ? "" : "'stopCode':'" + code + "',";

        assertThat(kill("{" + stop + "'stoppedReason':'" + reason + "'," + KILLED + "}")
                        .killer())
                .isEqualTo(killer);
    }

    @Test
    void theWordsNameTheTimeBetweenTheOrderAndTheEnd() {
        Ending.Kill kill = kill("{'stopCode':'ServiceSchedulerInitiated'," + TIMES.formatted("30") + KILLED + "}");

        assertThat(kill.words())
                .isEqualTo("exit 137 came 30 s after the stop order: killed at the stop timeout, not out of memory");
    }

    @Test
    void whatEndedBeforeTheOrderWasNotKilledForIt() {
        String detail = "{'stopCode':'UserInitiated','stoppingAt':'2026-03-03T10:00:05Z',"
                + "'executionStoppedAt':'2026-03-03T10:00:00Z'," + KILLED + "}";

        assertThat(kill(detail).killer()).isEqualTo(Killer.UNKNOWN);
    }

    @Test
    void ecsSaysThatItWasTheMemory() {
        assertThat(kill("{'stopCode':'EssentialContainerExited','containers':[{'name':'web','exitCode':137,"
                                + "'reason':'OutOfMemoryError: Container killed due to memory usage'}]}")
                        .killer())
                .isEqualTo(Killer.MEMORY);
    }

    @ParameterizedTest
    @CsvSource({"30, STOP_TIMEOUT", "45, STOP_TIMEOUT", "29, UNKNOWN", "10, UNKNOWN"})
    void aSidecarThatOutlivesTheOthersByTheTimeoutIsKilledThen(String seconds, Killer killer) {
        String detail = "{'stopCode':'EssentialContainerExited','executionStoppedAt':'2026-03-03T10:00:00Z',"
                + "'stoppingAt':'2026-03-03T10:00:" + seconds + "Z',"
                + "'containers':[{'name':'envoy','exitCode':137},{'name':'app','exitCode':0}]}";

        assertThat(kill(detail).killer()).isEqualTo(killer);
    }

    @ParameterizedTest
    @CsvSource({"5, 5, STOP_TIMEOUT", "4, 5, UNKNOWN", "45, 120, UNKNOWN", "120, 120, STOP_TIMEOUT"})
    void theTimeoutIsThatOfTheContainerWhereItIsKnown(int seconds, int timeout, Killer killer) {
        String detail = "{'stopCode':'EssentialContainerExited','executionStoppedAt':'2026-03-03T10:00:00Z',"
                + "'stoppingAt':'" + Instant.parse("2026-03-03T10:00:00Z").plusSeconds(seconds) + "',"
                + "'containers':[{'name':'envoy','exitCode':137,'stopTimeout':" + timeout
                + "},{'name':'app','exitCode':0}]}";

        assertThat(kill(detail).killer()).isEqualTo(killer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'essential':false,'exitCode':1         | true
                    'essential':true,'exitCode':1          | false
                    'exitCode':1                           | false
                    'essential':'null','exitCode':1        | false
                    'exitCode':1073807364                  | true
                    'exitCode':'1073807364'                | true
                    'exitCode':3221225786                  | true
                    'exitCode':3221225477                  | false
                    """)
    void whatIsNotEssentialOrWasAskedToEndIsNoFailure(String container, boolean orderly) {
        for (String around :
                List.of("", "'launchType':'EXTERNAL',", "'pidMode':'task',", "'platformFamily':'Windows',")) {
            AwsEvent event =
                    task("{" + around + "'stopCode':'UserInitiated','containers':[{'name':'web'," + container + "}]}");

            assertThat(Ending.of(event)
                            .isOrderly(event.detail().path("containers").path(0)))
                    .as(around)
                    .isEqualTo(orderly);
        }
    }

    @Test
    void patternsDoNotSeeTheEndOfWhatIsNotEssential() {
        AwsEvent event = Ending.forPatterns(
                task("{'containers':[{'name':'init','exitCode':1,'essential':false},{'name':'web','exitCode':0}]}"));

        assertThat(event.detail().path("containers").path(0).has("exitCode")).isFalse();
        assertThat(event.detail().path("containers").path(1).path("exitCode").asInt(7))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"139", "134", "143", "1"})
    void nothingElseIsAKill(String code) {
        AwsEvent event = task("{'stopCode':'EssentialContainerExited','containers':[{'name':'web','exitCode':" + code
                + ",'reason':'OutOfMemoryError'}]}");

        assertThat(Ending.of(event).kill(event.detail().path("containers").path(0)))
                .isEmpty();
    }

    @Test
    void exitZeroWithOutOfMemoryIsAContradiction() {
        AwsEvent event = task(
                "{'containers':[{'name':'web','exitCode':0,'reason':'OutOfMemoryError: Container killed due to memory usage'}]}");

        assertThat(Ending.of(event).contradictions())
                .containsExactly("web: reason OutOfMemoryError: Container killed due to memory usage,"
                        + " but exit 0: it did its work");
    }

    @Test
    void patternsSeeNumbersAndTheKillerAndNoContainersOfAws() {
        AwsEvent event = Ending.forPatterns(task("{'stopCode':'UserInitiated','containers':["
                + "{'name':'web','exitCode':'137'},{'name':'aws-guardduty-agent-x1','exitCode':1},"
                + "{'name':'job','exitCode':'null'},{'name':'side','exitCode':'0xC0000135'}]}"));

        assertThat(event.detail().path("containers").toString().replace('"', '\''))
                .isEqualTo("[{'name':'web','exitCode':137,'killedBy':'stop-timeout'},"
                        + "{'name':'aws-guardduty-agent-x1'},{'name':'job'},{'name':'side','exitCode':3221225781}]");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(Ending.of(task("{'stopCode':'SomethingNew'}")).missing())
                .containsExactly(
                        "the stop code SomethingNew is not known to stopcause",
                        "the event has no stopped reason",
                        "the event has no exit code");
    }

    @Test
    void theStopCodesAreThoseOfTheApiAndNoOthers() {
        assertThat(StopCode.values())
                .extracting(code -> code.words().replaceFirst(":.*", ""))
                .containsExactly(
                        "TaskFailedToStart",
                        "EssentialContainerExited",
                        "UserInitiated",
                        "ServiceSchedulerInitiated",
                        "SpotInterruption",
                        "TerminationNotice",
                        "InfrastructureHealth");
        assertThat(StopCode.of("OutOfMemory")).isEmpty();
    }
}
