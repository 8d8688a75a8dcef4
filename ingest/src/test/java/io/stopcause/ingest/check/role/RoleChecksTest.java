package io.stopcause.ingest.check.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleChecksTest {

    private static final String ROLE = "arn:aws:iam::" + FakeAws.ACCOUNT + ":role/apps/orders-execution";
    private static final String SECRET =
            "arn:aws:secretsmanager:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":secret:orders-AbCdEf";
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
             "Principal":{"Service":["ec2.amazonaws.com","ecs-tasks.amazonaws.com"]},"Action":"sts:AssumeRole"}]}
            """;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void roleIsThere() {
        role(TRUST);
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"executionRoleArn\":\"" + ROLE + "\"}}");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void role(String trust) {
        aws.on(
                "GetRole",
                "<GetRoleResponse><GetRoleResult><Role><RoleName>orders-execution</RoleName><Arn>" + ROLE
                        + "</Arn><CreateDate>2024-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>"
                        + URLEncoder.encode(trust, StandardCharsets.UTF_8)
                        + "</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>");
    }

    private void noRole() {
        aws.on("GetRole", FakeAws.error("NoSuchEntity", "The role cannot be found."));
        aws.on("SimulatePrincipalPolicy", FakeAws.error("NoSuchEntity", "The role cannot be found."));
    }

    private static String result(String action, String decision, String more) {
        return "<member><EvalActionName>" + action + "</EvalActionName><EvalDecision>" + decision + "</EvalDecision>"
                + more + "</member>";
    }

    private void simulated(String... results) {
        aws.on(
                "SimulatePrincipalPolicy",
                "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>"
                        + String.join("", results)
                        + "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>");
    }

    private static String matched(String policy) {
        return "<MatchedStatements><member><SourcePolicyId>" + policy
                + "</SourcePolicyId></member></MatchedStatements>";
    }

    private Answer allows(Map<String, String> about) {
        return Asked.of(aws, "role-allows", about);
    }

    @Test
    void aRoleExistsOrNotAndItsPathIsPartOfIt() {
        assertThat(exists(ROLE).outcome()).isEqualTo(Outcome.YES);
        assertThat(exists("orders-execution").outcome()).isEqualTo(Outcome.YES);
        Answer elsewhere = exists("arn:aws:iam::" + FakeAws.ACCOUNT + ":role/orders-execution");
        assertThat(elsewhere.outcome()).isEqualTo(Outcome.NO);
        assertThat(elsewhere.explanation()).contains("the role of that name is " + ROLE);
        assertThat(exists("arn:aws:iam::999900001111:role/x").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(exists("no role at all").outcome()).isEqualTo(Outcome.UNKNOWN);
        noRole();
        assertThat(exists(ROLE).outcome()).isEqualTo(Outcome.NO);
    }

    private Answer exists(String role) {
        return Asked.of(aws, "role-exists", Map.of("role", role));
    }

    @Test
    void theTrustPolicyNamesTheServiceOrNot() {
        assertThat(trusts("ecs-tasks.amazonaws.com").outcome()).isEqualTo(Outcome.YES);
        assertThat(trusts("ecs.amazonaws.com").outcome()).isEqualTo(Outcome.NO);
        role(TRUST.replace("\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"1\"}},\"Action\""));
        assertThat(trusts("ecs-tasks.amazonaws.com").outcome()).isEqualTo(Outcome.UNKNOWN);
        role(TRUST.replace("Allow", "Deny"));
        assertThat(trusts("ecs-tasks.amazonaws.com").outcome()).isEqualTo(Outcome.NO);
        role(
                TRUST.replace(
                        "}]}",
                        "},{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},"
                                + "\"Action\":\"sts:AssumeRole\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}"));
        assertThat(trusts("ecs-tasks.amazonaws.com").outcome()).isEqualTo(Outcome.UNKNOWN);
        role("no policy");
        assertThat(trusts("ecs-tasks.amazonaws.com").outcome()).isEqualTo(Outcome.UNKNOWN);
        noRole();
        assertThat(trusts("ecs-tasks.amazonaws.com").outcome()).isEqualTo(Outcome.NO);
    }

    private Answer trusts(String service) {
        return Asked.of(aws, "role-trusts-service", Map.of("role", ROLE, "service", service));
    }

    @Test
    void theRoleOfTheTaskDefinitionIsFoundAndTheImagesRepositoryAskedAbout() {
        simulated(
                result("ecr:GetAuthorizationToken", "allowed", matched("AmazonECSTaskExecutionRolePolicy")),
                result("ecr:BatchGetImage", "allowed", matched("AmazonECSTaskExecutionRolePolicy")));

        Answer answer = allows(Map.of(
                "roleOf",
                "execution",
                "taskDefinition",
                "orders:7",
                "actions",
                "ecr:BatchGetImage ecr:GetAuthorizationToken",
                "image",
                FakeAws.ACCOUNT + ".dkr.ecr." + Aws.REGION + ".amazonaws.com/team/orders:7"));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(Outcome.YES);
        assertThat(answer.facts())
                .containsEntry("executionRole", ROLE)
                .containsEntry("roleName", "orders-execution")
                .containsEntry("policies", "AmazonECSTaskExecutionRolePolicy");
        assertThat(aws.asked("SimulatePrincipalPolicy"))
                .anySatisfy(request -> assertThat(request.body())
                        .contains("ecr:BatchGetImage")
                        .contains("arn:aws:ecr:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":repository/team/orders"))
                .anySatisfy(request -> assertThat(request.body())
                        .contains("ecr:GetAuthorizationToken")
                        .contains("ResourceArns.member.1=*"));
    }

    @ParameterizedTest
    @CsvSource({
        "allowed, '', YES, allows secretsmanager:GetSecretValue on",
        "implicitDeny, '', NO, no statement of its policies allows it",
        "explicitDeny, <MatchedStatements><member><SourcePolicyId>no-secrets</SourcePolicyId></member></MatchedStatements>,"
                + " NO, denied by no-secrets",
        "implicitDeny, <MissingContextValues><member>aws:SourceVpc</member></MissingContextValues>, UNKNOWN,"
                + " it depends on aws:SourceVpc",
        "implicitDeny, <OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations>"
                + "</OrganizationsDecisionDetail>, NO, the organization does not allow it",
        "implicitDeny, <PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>false"
                + "</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>, NO, its permissions boundary",
        "perhaps, '', UNKNOWN, makes no sense",
    })
    void theSimulationDecidesForTheExactResource(String decision, String more, Outcome outcome, String words) {
        simulated(result("secretsmanager:GetSecretValue", decision, more));

        Answer answer =
                allows(Map.of("role", ROLE, "action", "secretsmanager:GetSecretValue", "resource", SECRET + "."));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).contains(words);
    }

    @Test
    void whatElseDecidesIsNotTakenForGranted() {
        simulated(result("kms:Decrypt", "allowed", ""));
        Answer key = allows(Map.of("role", ROLE, "action", "kms:Decrypt", "resource", "arn:aws:kms:a:1:key/b"));
        assertThat(key.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(key.explanation()).contains("the key's own policy decides as well");

        simulated(result("sqs:SendMessage", "allowed", ""));
        String elsewhere = "arn:aws:sqs:eu-west-1:999900001111:orders";
        assertThat(allows(Map.of("role", ROLE, "action", "sqs:SendMessage", "resource", elsewhere))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);

        simulated(result("sqs:SendMessage", "implicitDeny", ""));
        Answer anywhere = allows(Map.of("role", ROLE, "action", "sqs:SendMessage"));
        assertThat(anywhere.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(anywhere.explanation()).contains("not for every resource");
    }

    @Test
    void aSessionIsOfItsRoleAndADeletedRoleAllowsNothing() {
        simulated(result("s3:GetObject", "allowed", ""));
        String session = "arn:aws:sts::" + FakeAws.ACCOUNT + ":assumed-role/orders-execution/4f9a";
        Map<String, String> about = Map.of("role", session, "action", "s3:GetObject", "resource", "arn:aws:s3:::b/*");
        assertThat(allows(about).facts()).containsEntry("role", ROLE);

        noRole();
        Answer gone = allows(about);
        assertThat(gone.outcome()).isEqualTo(Outcome.NO);
        assertThat(gone.explanation()).contains("There is no role orders-execution any more");
    }

    @Test
    void aDefinitionWithoutARoleIsSaid() {
        Answer answer = allows(Map.of("roleOf", "task", "taskDefinition", "orders:7", "action", "s3:GetObject"));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).isEqualTo("The task definition orders:7 names no task role.");
    }
}
