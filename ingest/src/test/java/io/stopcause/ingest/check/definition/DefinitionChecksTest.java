package io.stopcause.ingest.check.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionChecksTest {

    private static final String LOGS = "\"logConfiguration\":{\"logDriver\":\"awslogs\"}";

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer ask(String check, String fields, Map<String, String> about) {
        aws.on("DescribeTaskDefinition", "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7," + fields + "}}");
        Map<String, String> all = new HashMap<>(about);
        all.put("taskDefinition", "orders:7");
        return Asked.of(aws, check, all);
    }

    private Outcome ofWeb(String check, String fields, Map<String, String> about) {
        return ask(check, "\"containerDefinitions\":[{\"name\":\"web\"," + fields + "}]", about)
                .outcome();
    }

    @ParameterizedTest
    @CsvSource({
        "execution-role-set, executionRoleArn, YES",
        "execution-role-set, taskRoleArn, NO",
        "task-role-set, taskRoleArn, YES",
        "task-role-set, executionRoleArn, NO",
    })
    void aRoleIsSetOrNot(String check, String field, Outcome outcome) {
        assertThat(ask(check, "\"" + field + "\":\"arn:aws:iam::111122223333:role/r\"", Map.of())
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void everyContainerHasItsLogsOrSomeHaveNot() {
        Answer some = ask(
                "log-configuration-set",
                "\"containerDefinitions\":[{\"name\":\"web\"," + LOGS + "},{\"name\":\"proxy\"}]",
                Map.of());
        assertThat(some.outcome()).isEqualTo(Outcome.NO);
        assertThat(some.facts()).containsEntry("silent", "proxy");
        assertThat(ofWeb("log-configuration-set", LOGS, Map.of())).isEqualTo(Outcome.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"readonlyRootFilesystem\":true', YES",
        "'\"readonlyRootFilesystem\":false', NO",
        "'\"mountPoints\":[{\"containerPath\":\"/data\",\"readOnly\":true}]', UNKNOWN",
    })
    void theRootFileSystemIsReadOnlyOrSomethingElseIs(String fields, Outcome outcome) {
        assertThat(ofWeb("root-file-system-read-only", fields, Map.of("container", "web")))
                .isEqualTo(outcome);
        assertThat(ofWeb("root-file-system-read-only", fields, Map.of("container", "other")))
                .isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"environment\":[{\"name\":\"URL\",\"value\":\"x\"}]', YES",
        "'\"secrets\":[{\"name\":\"URL\",\"valueFrom\":\"x\"}]', YES",
        "'\"environment\":[{\"name\":\"URL\",\"value\":\" \"}]', NO",
        "'\"environment\":[]', NO",
        "'\"environmentFiles\":[{\"value\":\"arn:aws:s3:::b/f\",\"type\":\"s3\"}]', UNKNOWN",
    })
    void aVariableIsSetOrNot(String fields, Outcome outcome) {
        assertThat(ofWeb("environment-variable-set", fields, Map.of("variable", "URL")))
                .isEqualTo(outcome);
    }

    @Test
    void aVariableOfAnotherContainerDecidesNothing() {
        assertThat(ask(
                                "environment-variable-set",
                                "\"containerDefinitions\":[{\"name\":\"web\"},{\"name\":\"job\","
                                        + "\"environment\":[{\"name\":\"URL\",\"value\":\"x\"}]}]",
                                Map.of("variable", "URL"))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void keysInTheDefinitionConfirmAndTheirAbsenceRefutesNothing() {
        String keys = "\"environment\":[{\"name\":\"AWS_ACCESS_KEY_ID\",\"value\":\"AKIAIOSFODNN7EXAMPLE\"}]";
        Answer answer = ask("static-keys-set", "\"containerDefinitions\":[{\"name\":\"web\"," + keys + "}]", Map.of());
        assertThat(answer.outcome()).isEqualTo(Outcome.YES);
        assertThat(answer.explanation()).doesNotContain("AKIAIOSFODNN7EXAMPLE");
        assertThat(ofWeb("static-keys-set", LOGS, Map.of())).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void credentialsForTheRegistryAreMissingOrMayBeWrong() {
        Map<String, String> image = Map.of("image", "ghcr.io/team/web:1");
        assertThat(ofWeb("pull-credentials-configured", "\"image\":\"ghcr.io/team/web:1\"", image))
                .isEqualTo(Outcome.NO);
        assertThat(ofWeb(
                        "pull-credentials-configured",
                        "\"image\":\"ghcr.io/team/web:1\",\"repositoryCredentials\":{\"credentialsParameter\":\"a\"}",
                        image))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(ofWeb("pull-credentials-configured", "\"image\":\"nginx\"", image))
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aDefinitionThatIsNotThereIsNotSeen() {
        aws.on("DescribeTaskDefinition", FakeAws.error("ClientException", "Unable to describe task definition."));

        Answer answer = Asked.of(aws, "task-role-set", Map.of("taskDefinition", "orders:9"));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).isEqualTo("There is no task definition orders:9.");
    }

    @Test
    void theDefinitionIsThatOfTheTaskOrElseOfTheService() {
        aws.on("DescribeTasks", "{\"tasks\":[{\"taskDefinitionArn\":\"of-the-task:1\"}]}");
        aws.on("DescribeServices", "{\"services\":[{\"taskDefinition\":\"of-the-service:1\"}]}");
        aws.on(
                "DescribeTaskDefinition",
                request -> FakeAws.ok("{\"taskDefinition\":{\"family\":\""
                        + (request.body().contains("of-the-task") ? "task" : "service") + "\",\"revision\":1}}"));

        assertThat(Asked.of(aws, "task-role-set", Map.of("task", "abc")).explanation())
                .contains("definition task:1");
        assertThat(Asked.of(aws, "task-role-set", Map.of()).explanation()).contains("definition service:1");
    }
}
