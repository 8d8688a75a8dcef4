package io.stopcause.ingest.check.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who else runs with what the service orders failed of. */
class SharingLookTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/pull";
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void byTheImageThatRuns() {
        running(
                task("orders", "base:1", "sha256:aa"),
                task("cart", "base:1", "sha256:bb"),
                task("search", "own:3", ""));

        Answer answer = ask(Map.of("image", "base:1"));

        assertThat(answer.outcome()).isEqualTo(Outcome.YES);
        assertThat(answer.explanation()).isEqualTo("With the image base:1 run in the cluster shop as well: cart.");
        assertThat(answer.facts()).containsEntry("thing", "image base:1").containsEntry("services", "cart");
    }

    @Test
    void byTheDigestWhereItIsKnown() {
        running(
                task("cart", "base:1", "sha256:bb"),
                task("mail", "other:name", "sha256:aa"),
                task("mail", "other:name", "sha256:aa"));

        assertThat(ask(Map.of("image", "base:1", "digest", "sha256:aa")).facts())
                .containsEntry("services", "mail");
    }

    @Test
    void bySubnet() {
        running(task("cart", "base:1", ""));

        assertThat(ask(Map.of("subnet", "subnet-of-cart")).outcome()).isEqualTo(Outcome.YES);
        assertThat(ask(Map.of("subnet", "subnet-of-mail")).outcome()).isEqualTo(Outcome.NO);
    }

    @Test
    void byInstance() {
        running(task("cart", "base:1", ""), task("mail", "base:1", "").replace("host-of-mail", "other"));
        aws.on("ListContainerInstances", FakeAws.ok("{\"containerInstanceArns\":[\"host-of-cart\",\"host-of-mail\"]}"));

        assertThat(ask(Map.of("instance", "i-1")).facts()).containsEntry("services", "cart");
    }

    @Test
    void byWhatTheTaskDefinitionNames() {
        running(task("cart", "base:1", ""));
        aws.on(
                "DescribeTaskDefinition",
                FakeAws.ok("{\"taskDefinition\":{\"executionRoleArn\":\"" + ROLE
                        + "\",\"containerDefinitions\":[{\"secrets\":[{\"valueFrom\":\"" + SECRET
                        + ":password::\"}]}]}}"));

        for (Map<String, String> about : List.of(
                Map.of("role", ROLE), Map.of("role", "pull"), Map.of("secret", SECRET), Map.of("secret", "db"))) {
            assertThat(ask(about).facts()).as(about.toString()).containsEntry("services", "cart");
        }
        for (Map<String, String> about : List.of(
                Map.of("role", ROLE + "er"), Map.of("role", "ull"), Map.of("secret", "d"), Map.of("secret", "db-"))) {
            assertThat(ask(about).outcome()).as(about.toString()).isEqualTo(Outcome.NO);
        }
    }

    @Test
    void theServiceItselfAndTasksOfNoneDoNotCount() {
        running(task("orders", "base:1", ""), task("cart", "base:1", "").replace("service:cart", "family:cart"));

        assertThat(ask(Map.of("image", "base:1")).explanation())
                .isEqualTo("No other service of the cluster shop runs with the image base:1.");
    }

    @Test
    void tooManyRevisionsAreNotLookedThrough() {
        running(IntStream.range(0, 41)
                .mapToObj(i -> task("s" + i, "base:1", ""))
                .toArray(String[]::new));
        aws.on("DescribeTaskDefinition", FakeAws.ok("{\"taskDefinition\":{\"family\":\"x\"}}"));

        Answer answer = ask(Map.of("role", ROLE));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).contains("More than 40 revisions run in the cluster shop");
    }

    private Answer ask(Map<String, String> about) {
        return Asked.atOnce(aws, "services-sharing", about);
    }

    private void running(String... tasks) {
        String arns = IntStream.range(0, tasks.length)
                .mapToObj(i -> "\"t-" + i + "\"")
                .collect(Collectors.joining(","));
        aws.on("ListTasks", FakeAws.ok("{\"taskArns\":[" + arns + "]}"));
        aws.on("DescribeTasks", FakeAws.ok("{\"tasks\":[" + Stream.of(tasks).collect(Collectors.joining(",")) + "]}"));
    }

    private static String task(String service, String image, String digest) {
        return "{\"group\":\"service:" + service + "\",\"taskDefinitionArn\":\"" + service
                + ":1\",\"containerInstanceArn\":\"host-of-" + service + "\","
                + "\"attachments\":[{\"details\":[{\"name\":\"subnetId\",\"value\":\"subnet-of-" + service + "\"}]}],"
                + "\"containers\":[{\"image\":\"" + image + "\""
                + (digest.isEmpty() ? "" : ",\"imageDigest\":\"" + digest + "\"") + "}]}";
    }
}
