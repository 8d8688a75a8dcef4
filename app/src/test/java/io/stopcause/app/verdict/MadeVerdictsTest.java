package io.stopcause.app.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.check.Answerer;
import io.stopcause.ingest.check.ChecksConfig;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Failures whose words may lie, in accounts made from seeds: what a verdict calls confirmed is so in the account, and what
 * it calls refuted is not. Rules, engine, looks and AWS's formats are those of the live system.
 */
class MadeVerdictsTest {

    private static final int ACCOUNTS = 600;
    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final String ARN = "arn:aws:ecs:eu-west-1:" + SlowAws.ACCOUNT + ":";

    private static final Map<String, String> WORDS = Map.of(
            "arch-mismatch", "exec /start: exec format error: unknown",
            "image-not-found",
                    "CannotPullContainerError: Error response from daemon: manifest for %1$s not found: manifest unknown:"
                            + " Requested image not found",
            "execution-role-missing-permission",
                    "CannotPullContainerError: The task can't pull the image. Check that the role has the permissions to"
                            + " pull images from the registry.",
            "secret-not-found",
                    "Fetching secret data from AWS Secrets Manager in region eu-west-1: ResourceNotFoundException: The task"
                            + " can't retrieve the secret with ARN '%2$s' from AWS Secrets Manager. Check whether the"
                            + " secret exists in the specified Region",
            "secret-access-denied",
                    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
                            + " failed: unable to retrieve secret from asm: failed to fetch secret %2$s from secrets manager:"
                            + " AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0a1b is not"
                            + " authorized to perform: secretsmanager:GetSecretValue on resource: %2$s",
            "log-group-missing",
                    "ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log stream:"
                            + " ResourceNotFoundException: The specified log group does not exist. : exit status 1");

    /** Time runs, so that no rate limit holds anybody up. */
    private static final class Hurrying extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(250);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static AwsEvent event(String type, String detail) {
        return Json.read(
                "{\"id\":\"" + type + "\",\"detail-type\":\"" + type + "\",\"source\":\"aws.ecs\",\"account\":\""
                        + SlowAws.ACCOUNT
                        + "\",\"region\":\"eu-west-1\",\"time\":\"2026-03-01T10:00:00Z\",\"resources\":[],"
                        + "\"detail\":" + detail + "}",
                AwsEvent.class);
    }

    private static List<AwsEvent> story(MadeAccount account, String cause) {
        String words = WORDS.getOrDefault(cause, "").formatted(account.image(), account.secretArn());
        return List.of(
                event(
                        AwsEvent.API_CALL,
                        "{\"eventName\":\"RegisterTaskDefinition\",\"responseElements\":{\"taskDefinition\":"
                                + "{\"taskDefinitionArn\":\"" + ARN
                                + "task-definition/orders:1\",\"executionRoleArn\":\""
                                + account.role() + "\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\""
                                + account.image() + "\",\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":"
                                + "{\"awslogs-group\":\"" + account.logGroup() + "\"}}}]}}}"),
                event(
                        AwsEvent.TASK_STATE,
                        "{\"version\":3,\"lastStatus\":\"STOPPED\",\"stopCode\":\"TaskFailedToStart\",\"group\":"
                                + "\"service:orders\",\"clusterArn\":\"" + ARN + "cluster/main\",\"taskArn\":\"" + ARN
                                + "task/main/%032x\",\"taskDefinitionArn\":\"".formatted(account.seed()) + ARN
                                + "task-definition/orders:1\",\"attributes\":[{\"name\":\"ecs.cpu-architecture\",\"value\":"
                                + "\"x86_64\"}],\"stoppedReason\":" + Json.write(words) + ",\"containers\":[{\"name\":"
                                + "\"web\",\"image\":\"" + account.image() + "\"}]}"));
    }

    @Test
    void noVerdictSaysWhatTheAccountRefutes() throws Exception {
        Map<Verified, Integer> counts = new EnumMap<>(Verified.class);
        int against = 0;
        try (MadeAccounts accounts = new MadeAccounts();
                Answerer answerer = new Answerer(
                        new AwsConfig(Optional.of("eu-west-1"), Optional.of(accounts.address())),
                        new ChecksConfig(
                                Optional.empty(),
                                Optional.of(Duration.ofMinutes(1)),
                                Optional.empty(),
                                Optional.of(100_000),
                                List.of()),
                        new Hurrying())) {
            List<String> causes = WORDS.keySet().stream().sorted().toList();
            for (int seed = 1; seed <= ACCOUNTS; seed++) {
                MadeAccount account = MadeAccount.of(seed);
                Engine engine = new Engine(JUDGE);
                story(account, causes.get(seed % causes.size())).forEach(engine::accept);
                engine.result().questions().forEach(question -> engine.accept(answerer.answer(question)));

                for (Incident incident : engine.result().incidents()) {
                    Incident.Diagnosis diagnosis = incident.diagnosis();
                    counts.merge(diagnosis.verified(), 1, Integer::sum);
                    if (diagnosis.verified() == Verified.CONFIRMED) {
                        assertThat(account.has(diagnosis.cause()))
                                .as("%s confirmed, seed %d: %s", diagnosis.cause(), seed, account)
                                .isTrue();
                    }
                    for (String cause : causes) {
                        if (diagnosis.evidence().against().stream()
                                .anyMatch(item -> item.text().startsWith("not " + cause + ":"))) {
                            against++;
                            assertThat(account.has(cause))
                                    .as("%s refuted, seed %d: %s", cause, seed, account)
                                    .isFalse();
                        }
                    }
                }
            }
        }
        assertThat(counts.getOrDefault(Verified.CONFIRMED, 0)).isGreaterThan(100);
        assertThat(counts.getOrDefault(Verified.UNCHECKED, 0)).isGreaterThan(30);
        assertThat(against).isGreaterThan(100);
    }
}
