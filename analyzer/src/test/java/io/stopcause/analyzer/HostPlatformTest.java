package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the task's host, its attributes name the processor; the operating system is told elsewhere, or not at all. */
class HostPlatformTest {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final String INSTANCE = ARN + "container-instance/main/1";
    private static final String OTHER_SYSTEM =
            "hcs::CreateComputeSystem 5f2a: The container operating system does not match the host operating system.";
    private static final String OTHER_PROCESSOR = "exec /start: exec format error: unknown";

    private static AwsEvent event(String type, String detail) {
        return Json.read(
                "{\"id\":\"" + type + "\",\"detail-type\":\"" + type + "\",\"source\":\"aws.ecs\",\"account\":"
                        + "\"111122223333\",\"region\":\"eu-west-1\",\"time\":\"2026-03-03T18:00:00Z\",\"resources\":[],"
                        + "\"detail\":{\"version\":3,\"clusterArn\":\"" + ARN + "cluster/main\"," + detail + "}}",
                AwsEvent.class);
    }

    private static AwsEvent stopped(String reason, String more) {
        return event(
                AwsEvent.TASK_STATE,
                more
                        + "\"lastStatus\":\"STOPPED\",\"stopCode\":\"TaskFailedToStart\",\"group\":\"service:orders\","
                        + "\"taskArn\":\"" + ARN
                        + "task/main/0123456789abcdef0123456789abcdef\",\"taskDefinitionArn\":\""
                        + ARN + "task-definition/orders:1\",\"containerInstanceArn\":\"" + INSTANCE + "\","
                        + "\"attributes\":[{\"name\":\"ecs.cpu-architecture\",\"value\":\"x86_64\"}],"
                        + "\"containers\":[{\"name\":\"web\",\"image\":\"registry.example.com/orders:7\",\"reason\":\""
                        + reason + "\"}]");
    }

    private static List<String> asked(AwsEvent... events) {
        Engine engine = new Engine(JUDGE);
        for (AwsEvent event : events) {
            engine.accept(event);
        }
        return engine.result().questions().stream()
                .filter(question -> question.check().equals("image-supports-platform"))
                .map(Question::about)
                .map(about -> about.get("platform"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"windows,windows/amd64", "linux,linux/amd64"})
    void theInstanceTellsTheSystem(String system, String platform) {
        AwsEvent instance = event(
                AwsEvent.INSTANCE_STATE,
                "\"containerInstanceArn\":\"" + INSTANCE + "\",\"attributes\":[{\"name\":\"ecs.cpu-architecture\","
                        + "\"value\":\"x86_64\"},{\"name\":\"ecs.os-type\",\"value\":\"" + system + "\"}]");

        assertThat(asked(stopped(OTHER_SYSTEM, ""), instance)).containsExactly(platform);
        assertThat(asked(stopped(OTHER_PROCESSOR, ""), instance)).containsExactly(platform);
    }

    @Test
    void aTaskOnFargateTellsItItself() {
        String windows = "\"platformFamily\":\"Windows_Server_2022_Core\",";

        assertThat(asked(stopped(OTHER_SYSTEM, windows))).containsExactly("windows/amd64");
    }

    @Test
    void theTaskDefinitionTellsIt() {
        AwsEvent registered = event(
                AwsEvent.API_CALL,
                "\"eventName\":\"RegisterTaskDefinition\",\"responseElements\":{\"taskDefinition\":{\"taskDefinitionArn\":\""
                        + ARN + "task-definition/orders:1\",\"runtimePlatform\":{\"operatingSystemFamily\":"
                        + "\"WINDOWS_SERVER_2022_CORE\"}}}");

        assertThat(asked(stopped(OTHER_SYSTEM, ""), registered)).containsExactly("windows/amd64");
    }

    @Test
    void whereNobodyTellsItTheProcessorIsAskedAboutAndTheSystemIsNot() {
        assertThat(asked(stopped(OTHER_PROCESSOR, ""))).containsExactly("linux/amd64");
        assertThat(asked(stopped(OTHER_SYSTEM, ""))).isEmpty();
    }
}
