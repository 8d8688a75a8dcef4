package io.stopcause.ingest.check.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskChecksTest {

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer ask(String check, String task, Map<String, String> about) {
        aws.on("DescribeTasks", "{\"tasks\":[{" + task + "}]}");
        return Asked.of(aws, check, about);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\":\"web\",\"exitCode\":139},{\"name\":\"proxy\"}', YES",
        "'{\"name\":\"web\",\"exitCode\":1},{\"name\":\"proxy\",\"exitCode\":0}', NO",
        "'{\"name\":\"web\"}', UNKNOWN",
        "'', UNKNOWN",
    })
    void aContainerEndedWithTheCodeOrNot(String containers, Outcome outcome) {
        assertThat(ask(
                                "container-exit-code-is",
                                "\"containers\":[" + containers + "]",
                                Map.of("task", "t", "exitCode", "139"))
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, '\"exitCode\":0,', YES",
        "SUCCESS, '\"exitCode\":3,', NO",
        "SUCCESS, '', UNKNOWN",
        "HEALTHY, '\"exitCode\":3,', UNKNOWN",
    })
    void whatIsWaitedForEndedWellOrNot(String condition, String code, Outcome outcome) {
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"f\",\"revision\":1,\"containerDefinitions\":[{\"name\":\"web\","
                        + "\"dependsOn\":[{\"containerName\":\"migrate\",\"condition\":\"" + condition + "\"}]}]}}");
        assertThat(ask(
                                "dependency-exit-code-is",
                                "\"taskDefinitionArn\":\"f:1\",\"containers\":[{" + code + "\"name\":\"migrate\"}]",
                                Map.of("task", "t", "container", "migrate"))
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"capacityProviderName\":\"FARGATE_SPOT\",\"launchType\":\"FARGATE\"', YES",
        "'\"launchType\":\"FARGATE\"', NO",
        "'\"launchType\":\"EC2\"', UNKNOWN",
    })
    void theTaskRanOnSpotOrNot(String task, Outcome outcome) {
        assertThat(ask("task-ran-on-spot", task, Map.of("task", "t")).outcome()).isEqualTo(outcome);
    }

    @Test
    void theTaskRunsOrHasStopped() {
        Map<String, String> about = Map.of("task", "t");
        assertThat(ask("task-runs", "\"lastStatus\":\"STOPPED\"", about).outcome())
                .isEqualTo(Outcome.NO);
        assertThat(ask("task-runs", "\"lastStatus\":\"RUNNING\",\"startedAt\":1700000000", about)
                        .outcome())
                .isEqualTo(Outcome.YES);
        assertThat(ask(
                                "task-runs",
                                "\"lastStatus\":\"RUNNING\",\"startedAt\":"
                                        + Instant.now().getEpochSecond(),
                                about)
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void ecsForgetsTasks() {
        aws.on("DescribeTasks", "{\"tasks\":[],\"failures\":[{\"reason\":\"MISSING\"}]}");

        Answer answer = Asked.of(aws, "task-runs", Map.of("task", "t"));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).contains("it forgets stopped tasks after about an hour");
    }
}
