package io.stopcause.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Every shape in which a secret may stand in a log line; each takes the secret's letters. */
    private static final List<UnaryOperator<String>> SHAPES = List.of(
            s -> "DB_PASSWORD=" + s,
            s -> "spring.datasource.password = " + s,
            s -> "password: " + s,
            s -> "Server=db;Uid=sa;Pwd=" + s + ";",
            s -> "a-".repeat(90) + "secret-key=" + s,
            s -> "{\"password\":\"" + s + "\"}",
            s -> "{\"dbPassword\" : \"a\\\"" + s + "\", \"user\":\"x\"}",
            s -> "{\"log\":\"{\\\"apiKey\\\":\\\"" + s + "\\\",\\\"n\\\":1}\"}",
            s -> "{'client_secret': '" + s + "'}",
            s -> "{\"token\": \"" + s,
            s -> "{\"name\":\"API_TOKEN\",\"value\":\"" + s + "\"}",
            s -> "{\"value\":\"" + s + "\",\"name\":\"MYSQL_ROOT_PASSWORD\"}",
            s -> "mysql --password " + s + " -h db",
            s -> "postgres://app:" + s + "@db.internal:5432/app",
            s -> "redis://:" + s + "@cache:6379",
            s -> "amqp://u:" + s + "@p@host/v",
            s -> "Authorization: Bearer 7" + s,
            s -> "authorization: Basic " + s + "==",
            s -> "https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Security-Token=" + s + "&X-Amz-Signature=" + s,
            s -> "https://b.s3.amazonaws.com/k?AWSAccessKeyId=" + s + "&Signature=" + s + "%3D&Expires=1",
            s -> "AKIA" + s.substring(0, 16).toUpperCase(Locale.ROOT),
            s -> "aws_secret_access_key=" + s,
            s -> "AWS_SESSION_TOKEN=" + s,
            s -> "token eyJhbGciOiJIUzI1NiJ9." + s + ".sig",
            s -> "ghp_" + s + " and xoxb-12-" + s,
            s -> "https://hooks.slack.com/services/T0/B0/" + s,
            s -> "-----BEGIN RSA PRIVATE KEY-----\n" + s + "\n" + s + "\n-----END RSA PRIVATE KEY-----",
            s -> "-----BEGIN PRIVATE KEY-----\\n" + s,
            s -> "-----BEGIN OPENSSH PRIVATE KEY-----\n" + s + "\n-----END OPENSSH PRIVATE KEY-----",
            s -> "{\"key\":\"-----BEGIN EC PRIVATE KEY-----\\n" + s + "\\n-----END EC PRIVATE KEY-----\\n\"}",
            s -> "{\"AccessKeyId\":\"ASIA1234567890123456\",\"SecretAccessKey\":\"" + s + "\"}",
            s -> "{\"SessionToken\": \"" + s + "\"}",
            s -> "https://b.s3.amazonaws.com/k?X-Amz-Date=1&amp;X-Amz-Credential=" + s + "&amp;X-Amz-Signature=" + s,
            s -> "https%3A%2F%2Fb.s3.amazonaws.com%2Fk%3FX-Amz-Signature%3D" + s,
            s -> "jdbc:postgresql://db/app?user=app&password=" + s + "&ssl=true",
            s -> "jdbc:sqlserver://db;user=sa;password={" + s + "};encrypt=true",
            s -> "https://app:" + s + "@git.example.org/x.git",
            s -> "curl -u app:" + s + " https://example.org",
            s -> "curl --user app:" + s + " https://example.org",
            s -> "X-Api-Key: " + s,
            s -> "{\"x-api-key\":[\"" + s + "\"]}",
            s -> "Set-Cookie: session=" + s + "; Path=/",
            s -> "Cookie: theme=dark; JSESSIONID=" + s,
            s -> "Proxy-Authorization: Basic " + s + "9==",
            s -> "Authorization: token 9" + s,
            s -> "Authorization: " + s + "9",
            s -> "//registry.example.org/:_authToken=" + s,
            s -> "{\"auths\":{\"r.example.org\":{\"auth\":\"" + s + "\"}}}",
            s -> "AccountName=x;AccountKey=" + s + "==;EndpointSuffix=core.windows.net",
            s -> "https://x.logic.azure.com/workflows/1?sv=1.0&sig=" + s,
            s -> "https://discord.com/api/webhooks/1234567890/" + s,
            s -> "https://api.telegram.org/bot123456789:" + s + "/sendMessage",
            s -> "xapp-1-A1-" + s,
            s -> "npm_" + s + "0123456789ab",
            s -> "AIza" + s + "01234567890",
            s -> "SG." + s + "." + s,
            s -> "sk-" + s + " and sk-proj-" + s,
            s -> "rk_live_" + s + " and whsec_" + s,
            s -> "hvs." + s + " and dckr_pat_" + s,
            s -> "DATABASE_URL=mysql://app:" + s + "@db/app",
            s -> "password%3D" + s + "%26user%3Dapp",
            s -> "PASSWORD='" + s + " with spaces'",
            s -> "password=\"" + s + "\\\" and more\"",
            s -> "-Dspring.datasource.password=" + s,
            s -> "<password>" + s + "</password>",
            s -> "ENCRYPTION_KEY=" + s,
            s -> "SECRET_KEY_BASE: " + s,
            s -> "password=\u001B[0m" + s,
            s -> "pass\u202Ewo\u200Brd=" + s,
            s -> "\u001B[1mAuthorization:\u001B[0m Bearer 7" + s,
            s -> "passcode=" + s + " pin_code=1",
            s -> "{\"Credentials\":{\"Password\":\"" + s + "\"}}");

    @Test
    void noSecretIsLeftInAnyShapeAmongAnyText() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String secret = word(random, 24 + random.nextInt(30));
            UnaryOperator<String> shape = SHAPES.get(random.nextInt(SHAPES.size()));
            String text = noise(random) + " " + shape.apply(secret) + " " + noise(random);

            String redacted = Redaction.of(text);

            assertThat(redacted.toLowerCase(Locale.ROOT))
                    .as("seed %d: %s", seed, text)
                    .doesNotContain(secret.substring(0, 16).toLowerCase(Locale.ROOT))
                    .contains(Redaction.MARK);
            assertThat(Redaction.of(redacted)).as("seed %d, twice", seed).isEqualTo(redacted);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec /docker-entrypoint.sh: exec format error",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf was not found",
                "unable to retrieve secret: AccessDeniedException: not authorized to perform"
                        + " secretsmanager:GetSecretValue",
                "FATAL: password authentication failed for user \"app\"",
                "password: must not be empty",
                "invalid token: expired",
                "Bearer token missing; use basic authentication",
                "\"secrets\":[{\"name\":\"DB_PASSWORD\",\"valueFrom\":\"arn:aws:ssm:eu-west-1:111122223333:parameter/db\"}]",
                "password = var.db_password",
                "DB_PASSWORD=${DB_PASSWORD}",
                "https://example.org/a?page=2&size=10",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "Assign public IP is not supported for this launch type.",
                "token=",
                "PWD=/usr/src/app",
                "git@github.com:owner/repo.git",
                "401 Unauthorized: authorization: required by the server",
                "docker run --user 1000:1000 app",
                "the cookie: jar is empty",
                "sk-region task-definition disk-full-warning",
                "{\"auth\":\"required\"}",
                "signing key not found",
                "robot123 and bot12:short",
                "\u001B[31mexec format error\u001B[0m",
            })
    void evidenceStaysAsItIs(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgres://app:hunter2@db:5432/x failed | postgres://app:[redacted]@db:5432/x failed",
                "DB_PASSWORD=hunter2 DB_USER=app | DB_PASSWORD=[redacted] DB_USER=app",
                "{\"password\":\"hun\\\"ter2\",\"user\":\"app\"} | {\"password\":\"[redacted]\",\"user\":\"app\"}",
                "{\\\"token\\\":\\\"hunter2\\\",\\\"a\\\":1} | {\\\"token\\\":\\\"[redacted]\\\",\\\"a\\\":1}",
                "using AKIAIOSFODNN7EXAMPLE now | using AKIA[redacted] now",
                "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY x | AKIA[redacted] [redacted] x",
                "k?X-Amz-Signature=abc&X-Amz-Date=5 | k?X-Amz-Signature=[redacted]&X-Amz-Date=5",
            })
    void onlyTheSecretGoes(String text, String expected) {
        assertThat(Redaction.of(text)).isEqualTo(expected);
    }

    @Test
    void mailAddressesGoWhereTheyAreNotWanted() {
        assertThat(Redaction.ofAddresses("login of jane.doe+x@mail.example.org failed; git@github.com:o/r.git,"
                        + " u:[redacted]@db:5432, @web"))
                .isEqualTo("login of [address] failed; git@github.com:o/r.git, u:[redacted]@db:5432, @web");
    }

    @Test
    void aTreeIsRedactedByNameAndByShape() {
        JsonNode tree = Json.read(
                "{\"dbPassword\":\"hunter2\",\"env\":[{\"name\":\"API_KEY\",\"value\":\"hunter2\"}],"
                        + "\"text\":\"redis://:hunter2@c\",\"n\":1,\"secret\":{\"arn\":\"a\"}}",
                JsonNode.class);

        JsonNode redacted = Redaction.of(tree);

        assertThat(redacted.toString()).doesNotContain("hunter2");
        assertThat(redacted.path("n").asInt()).isEqualTo(1);
        assertThat(redacted.path("secret").path("arn").asText()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=",
                "https://a:",
                "\\\"token\\\":\\\"",
                "AKIA",
                "-",
                "name",
                "bearer ",
                "a://b:c",
                "curl -u ",
                "cookie: a=",
                "auth\":",
                "<a-password>",
                "token%3D",
                "sk-",
                "a@a."
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostileTextOfAMebibyteNeitherHangsNorOverflows(String unit) {
        assertThatCode(() -> Redaction.ofAddresses(Redaction.of(unit.repeat((1 << 20) / unit.length()))))
                .doesNotThrowAnyException();
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return word.toString();
    }

    private static String noise(Random random) {
        List<String> noise = List.of(
                "2026-03-01T12:00:00Z ERROR", "at x.Y(Z.java:1)", "{\"a\":1}", "GET /health 200", "é€😀", "\"", "");
        return noise.get(random.nextInt(noise.size()));
    }
}
