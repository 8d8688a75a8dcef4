package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightCommandTest {

    private static final String SOUND = """
        {
          "family": "orders",
          "requiresCompatibilities": ["FARGATE"],
          "networkMode": "awsvpc",
          "cpu": "256",
          "memory": "512",
          "executionRoleArn": "arn:aws:iam::111122223333:role/orders",
          "containerDefinitions": [
            {
              "name": "app",
              "image": "ghcr.io/example/orders:7",
              "healthCheck": {"command": ["CMD", "/orders", "ping"]},
              "logConfiguration": {"logDriver": "awslogs", "options": {
                "awslogs-group": "/ecs/orders", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app"}}
            }
          ]
        }
        """;

    @TempDir
    private Path directory;

    @Test
    void whatIsSoundPasses() throws IOException {
        Run run = Run.of("preflight", file("td.json", SOUND));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(run.out()).isEqualTo("nothing that is certain to fail, and no blind spot\n");
    }

    @Test
    void aCertainFailureIsTheExitCodeAndStandsWithLineReasonAndChange() throws IOException {
        Run run = Run.of("preflight", file("td.json", SOUND.replace("\"512\"", "\"700\"")));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out())
                .contains("td.json:6  The task or container size is not one that the launch type accepts")
                .contains("Fargate has 256 CPU units with 512, 1024, 2048 MiB, not with 700 MiB")
                .contains("task definition orders, $.memory")
                .contains("change  \"memory\": \"1024\"")
                .contains("cpu-memory-combination-invalid, https://docs.aws.amazon.com/")
                .endsWith("1 certain failure, 0 blind spots, 0 doubts\n");
    }

    @Test
    void aBlindSpotAloneIsNoFailure() throws IOException {
        Run run = Run.of("preflight", file("td.json", SOUND.replace("orders:7", "orders:latest")));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(run.out())
                .contains("blind-spot")
                .contains("td.json:11  The image's tag may name another image tomorrow");
    }

    @Test
    void theOutputOfDescribeIsReadFromAPipe() {
        Run run = Run.withInput(
                "{\"taskDefinition\": " + SOUND.replace("awsvpc", "bridge") + ", \"tags\": []}", "preflight", "-");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out()).contains("standard input:4  ").contains("$.taskDefinition.networkMode");
    }

    @Test
    void containersAloneAreJudgedForTheLaunchTypeThatIsSaid() throws IOException {
        String file = file("containers.json", """
            [
              {"name": "app", "image": "nginx:1.29", "portMappings": [
                {"containerPort": 80,
                 "hostPort": 8080}]}
            ]
            """);

        assertThat(Run.of("preflight", file).exitCode()).isEqualTo(ExitCode.FINE);
        Run run = Run.of("preflight", file, "--launch-type", "fargate");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out()).contains("containers.json:4").contains("$[0].portMappings[0].hostPort");
    }

    @Test
    void aPlanOfTerraformIsReadAsFarAsItIsKnown() throws IOException {
        String plan = """
            {"format_version": "1.2", "resource_changes": [
              {"address": "module.web.aws_ecs_task_definition.this", "type": "aws_ecs_task_definition", "change": {
                "after": {"family": "web", "cpu": "300", "memory": "512", "network_mode": "awsvpc",
                  "requires_compatibilities": ["FARGATE"],
                  "runtime_platform": [{"cpu_architecture": "ARM64", "operating_system_family": null}],
                  "volume": [{"name": "data", "host_path": "", "efs_volume_configuration": [
                    {"file_system_id": "fs-0123456789abcdef0", "transit_encryption": null,
                     "authorization_config": [{"iam": "ENABLED", "access_point_id": null}]}]}],
                  "container_definitions": "[{\\"name\\":\\"web\\",\\"image\\":\\"nginx:1.29\\",\\"healthCheck\\":{\\"command\\":[\\"CMD\\",\\"true\\"]},\\"logConfiguration\\":{\\"logDriver\\":\\"awslogs\\",\\"options\\":{\\"awslogs-group\\":\\"a\\"}}}]"},
                "after_unknown": {"execution_role_arn": true, "arn": true}}},
              {"address": "aws_ecs_service.web", "type": "aws_ecs_service", "change": {
                "after": {"name": "web", "deployment_circuit_breaker": []}}},
              {"address": "aws_ecs_service.old", "type": "aws_ecs_service", "change": {"after": null}},
              {"address": "aws_cloudwatch_log_group.web", "type": "aws_cloudwatch_log_group", "change": {
                "after": {"name": "/ecs/web", "retention_in_days": 1}}}
            ]}
            """;

        Run run = Run.of("preflight", "--format", "json", file("plan.json", plan));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(lines(run))
                .extracting(line ->
                        line.path("cause").asText() + " " + line.path("line").asInt())
                .containsExactlyInAnyOrder(
                        "cpu-memory-combination-invalid 3",
                        "volume-config-invalid 7",
                        "log-options-invalid 9",
                        "circuit-breaker-missing 12",
                        "log-retention-short 15");
        assertThat(lines(run)).anySatisfy(line -> assertThat(line.path("path").asText())
                .isEqualTo("$.resource_changes[0].change.after.container_definitions[0].logConfiguration.options"));
    }

    @Test
    void aTemplateOfCloudFormationIsReadWithItsFunctions() throws IOException {
        String template = """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  NetworkMode: awsvpc
                  Cpu: !Ref Cpu
                  Memory: "512"
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - Name: app
                      Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:${Tag}"
                      PortMappings:
                        - ContainerPort: 80
                          HostPort: 8080
                      HealthCheck: {Command: [CMD, "true"]}
                      LogConfiguration:
                        LogDriver: awslogs
                        Options:
                          awslogs-group: !Ref Group
                          awslogs-region: !Ref AWS::Region
                          awslogs-stream-prefix: !If [Long, app-long, !Ref AWS::NoValue]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  DeploymentConfiguration:
                    DeploymentCircuitBreaker: {Enable: true, Rollback: true}
              Group:
                Type: AWS::Logs::LogGroup
            """;

        Run run = Run.of("preflight", "--format", "json", file("stack.yaml", template));

        assertThat(lines(run)).singleElement().satisfies(line -> {
            assertThat(line.path("text").asText()).startsWith("Host port 8080 is not container port 80");
            assertThat(line.path("line").asInt()).isEqualTo(15);
            assertThat(line.path("path").asText())
                    .isEqualTo("$.Resources.Task.Properties.ContainerDefinitions[0].PortMappings[0].HostPort");
        });
    }

    @Test
    void annotationsHideNothingAndBreakNothing() throws IOException {
        String file = file("td.json", SOUND.replace("\"family\": \"orders\"", "\"family\": \"50%\\n::error::x\""));

        Run run = Run.of("preflight", "--format", "github", file);

        assertThat(run.out().lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("::error file=" + file + ",line=2,title=The request has a field")
                .contains("50%25%0A::error::x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"family\": \"a\", \"containerDefinitions\": [|:1: this is no JSON: ",
                "{\"family\": \"a\", \"family\": \"b\"}|:1: this is no JSON: Duplicate field 'family'",
                "{\"containerDefinitions\": []} x|:1: this is no JSON: ",
                "{\"services\": []}|: it holds no task definition. Known are the input of register-task-definition",
                "{\"taskDefinitionArns\": []}|give the output of aws ecs describe-task-definition",
                "just words|: it holds no task definition",
                "a: [1|:1: this is neither JSON nor YAML",
                "''|: the file is empty",
                "[]|: it holds no task definition",
            })
    void whatIsNoTaskDefinitionIsWrongUseWithItsPlace(String text, String message) throws IOException {
        Run run = Run.of("preflight", file("td.json", text));

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains("td.json").contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void terraformsOwnLanguageIsRecognised() throws IOException {
        Run run = Run.of(
                "preflight",
                file("main.tf", "resource \"aws_ecs_task_definition\" \"web\" {\n  family = \"web\"\n}\n"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains("terraform show -json");
    }

    @Test
    void aFileThatIsNotThereIsWrongUse() {
        assertThat(Run.of("preflight", directory.resolve("no.json").toString()).err())
                .contains("no.json does not exist");
        assertThat(Run.of("preflight", directory.toString()).err()).contains("is no file");
        assertThat(Run.of("preflight").exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static List<JsonNode> lines(Run run) {
        return run.out().lines().map(line -> Json.read(line, JsonNode.class)).toList();
    }
}
