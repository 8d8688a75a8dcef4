package io.stopcause.ingest.check.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretChecksTest {

    private static final String SECRET =
            "arn:aws:secretsmanager:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":secret:orders/db-AbCdEf";
    private static final String VALUE = "correct-horse-battery";

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private void secret(String more) {
        aws.on(
                "DescribeSecret",
                "{\"Name\":\"orders/db\",\"CreatedDate\":1700000000,\"LastChangedDate\":1700000000" + more + "}");
    }

    private Answer exists(String secret) {
        return Asked.of(aws, "secret-exists", Map.of("secret", secret));
    }

    @Test
    void aSecretIsThereOrNot() {
        secret("");
        assertThat(exists(SECRET).outcome()).isEqualTo(Outcome.YES);
        assertThat(exists("'" + SECRET + "'.").outcome()).isEqualTo(Outcome.YES);
        assertThat(exists(SECRET + ":password::").outcome()).isEqualTo(Outcome.YES);
        secret(",\"DeletedDate\":1700000100");
        assertThat(exists(SECRET).outcome()).isEqualTo(Outcome.NO);
        assertThat(exists(SECRET).explanation()).contains("is deleted since 2023-11-14");
        aws.on("DescribeSecret", FakeAws.error("ResourceNotFoundException", "can't find the specified secret"));
        assertThat(exists(SECRET).outcome()).isEqualTo(Outcome.NO);
        aws.on(
                "DescribeSecret",
                "{\"Name\":\"x\",\"CreatedDate\":" + Instant.now().getEpochSecond() + "}");
        assertThat(exists(SECRET).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(exists(SECRET.replace(FakeAws.ACCOUNT, "999900001111")).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(exists("what is this").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aParameterIsThereOrNotByNameAndByArn() {
        String arn = "arn:aws:ssm:eu-central-1:" + FakeAws.ACCOUNT + ":parameter";
        aws.on(
                "DescribeParameters",
                request -> FakeAws.ok("{\"Parameters\":["
                        + (request.body().contains("\"/orders/db\"")
                                ? "{\"Name\":\"/orders/db\",\"LastModifiedDate\":1}"
                                : "")
                        + (request.body().contains("\"plain\"") ? "{\"Name\":\"plain\",\"LastModifiedDate\":1}" : "")
                        + "]}"));

        assertThat(exists("/orders/db").outcome()).isEqualTo(Outcome.YES);
        assertThat(exists(arn + "/orders/db").explanation()).contains("in eu-central-1");
        assertThat(exists(arn + "/plain").outcome()).isEqualTo(Outcome.YES);
        assertThat(exists("/orders/other").outcome()).isEqualTo(Outcome.NO);
    }

    @ParameterizedTest
    @CsvSource({"AWSCURRENT, YES", "v-2, YES", "AWSPREVIOUS, NO"})
    void aVersionIsThereByLabelOrId(String label, Outcome outcome) {
        secret(",\"VersionIdsToStages\":{\"v-2\":[\"AWSCURRENT\"]}");

        assertThat(Asked.of(aws, "secret-version-exists", Map.of("secret", SECRET, "label", label))
                        .outcome())
                .isEqualTo(outcome);
    }

    private void definition(String valueFrom) {
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"containerDefinitions\":[{\"name\":\"web\","
                        + "\"secrets\":[{\"name\":\"DB\",\"valueFrom\":\"" + valueFrom + "\"}]}]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::, YES",
        "arn:aws:ssm:eu-west-1:111122223333:parameter/orders/db, YES",
        "/orders/db, YES",
        "arn:aws:secretsmanager:eu-west-1:111122223333:db, NO",
        "db:password::, NO",
        "arn:aws:s3:::bucket/file, NO",
    })
    void aReferenceNamesSomethingOrNot(String valueFrom, Outcome outcome) {
        definition(valueFrom);

        Answer answer = Asked.of(aws, "secret-reference-valid", Map.of("taskDefinition", "orders:7"));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
    }

    @Test
    void theKeyIsInTheSecretOrNotAndItsValueGoesNowhere() {
        definition(SECRET + ":password::");
        value("{\"password\":\"" + VALUE + "\"}");
        assertKey(Outcome.YES);
        value("{\"user\":\"" + VALUE + "\"}");
        assertKey(Outcome.NO);
        value(VALUE);
        assertKey(Outcome.NO);
        aws.on("GetSecretValue", FakeAws.error("ResourceNotFoundException", "can't find the specified secret value"));
        assertKey(Outcome.NO);
        definition("/orders/db");
        assertKey(Outcome.UNKNOWN);
    }

    private void value(String value) {
        aws.on("GetSecretValue", Json.write(Map.of("SecretString", value, "CreatedDate", 1_700_000_000)));
    }

    private void assertKey(Outcome outcome) {
        Answer answer =
                Asked.of(aws, "secret-reference-has-key", Map.of("taskDefinition", "orders:7", "key", "password"));
        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(Json.write(answer)).doesNotContain(VALUE);
    }
}
