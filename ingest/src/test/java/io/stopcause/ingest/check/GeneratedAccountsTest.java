package io.stopcause.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever state images, roles and secrets are in, no answer says what was not so when the task failed. */
class GeneratedAccountsTest {

    private static final int ACCOUNTS = 600;
    private static final long FIRST_SEED = 20_261_126_000L;

    /** A question, and what is really so. */
    private record Asking(String check, Map<String, String> about, boolean truth) {}

    @Test
    void noAnswerIsRefutedByTheAccount() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        try (FakeAws aws = FakeAws.start();
                Answerer answerer = Asked.hurried(aws)) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + ACCOUNTS; seed++) {
                GeneratedAccount account = new GeneratedAccount(seed);
                GeneratedAccountServer.serve(account, aws);
                String scope = FakeAws.ACCOUNT + "/" + Aws.REGION + "/shop/orders" + account.tag;
                for (Asking asking : questions(account)) {
                    Answer answer = answerer.answer(new Question(scope, asking.check, asking.about));
                    counts.merge(asking.check + " " + answer.outcome(), 1, Integer::sum);
                    if (answer.outcome() != Outcome.UNKNOWN && (answer.outcome() == Outcome.YES) != asking.truth) {
                        wrong.add("seed " + seed + ": " + asking + ", but " + answer.explanation());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        for (Asking asking : questions(new GeneratedAccount(FIRST_SEED))) {
            assertThat(counts.getOrDefault(asking.check + " YES", 0))
                    .as(counts.toString())
                    .isGreaterThan(ACCOUNTS / 10);
            assertThat(counts.getOrDefault(asking.check + " NO", 0))
                    .as(counts.toString())
                    .isGreaterThan(ACCOUNTS / 10);
        }
    }

    private static List<Asking> questions(GeneratedAccount account) {
        String image = account.imageName();
        String role = account.roleArn();
        String secret = account.secretArn();
        List<String> pull = List.of("ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer");
        return List.of(
                new Asking(
                        "image-supports-platform",
                        Map.of("image", image, "platform", "linux/amd64", "digest", account.ranDigest()),
                        account.suits("amd64", true)),
                new Asking(
                        "image-supports-platform",
                        Map.of("image", image, "platform", "linux/arm64"),
                        account.suits("arm64", false)),
                new Asking("image-tag-exists", Map.of("image", image), account.image.wasThere()),
                new Asking("role-exists", Map.of("role", role), account.role.wasThere()),
                new Asking(
                        "role-trusts-service",
                        Map.of("role", role, "service", "ecs-tasks.amazonaws.com"),
                        account.trusted()),
                new Asking(
                        "role-allows",
                        Map.of("role", role, "actions", String.join(" ", pull), "image", image),
                        pull.stream().allMatch(account::lets)),
                new Asking(
                        "role-allows",
                        Map.of("role", role, "action", "secretsmanager:GetSecretValue", "resource", secret),
                        account.lets("secretsmanager:GetSecretValue")),
                new Asking(
                        "role-allows",
                        Map.of(
                                "role",
                                role,
                                "action",
                                "kms:Decrypt",
                                "resource",
                                "arn:aws:kms:" + Aws.REGION + ":" + FakeAws.ACCOUNT
                                        + ":key/11111111-2222-3333-4444-555555555555"),
                        account.lets("kms:Decrypt")),
                new Asking("secret-exists", Map.of("secret", secret), account.secretWasThere()),
                new Asking(
                        "secret-version-exists",
                        Map.of("secret", secret, "label", "AWSPREVIOUS"),
                        account.secretWasThere() && account.secret.labels().contains("AWSPREVIOUS")),
                new Asking(
                        "secret-reference-has-key",
                        Map.of("taskDefinition", "orders:" + account.tag.substring(1), "key", "password"),
                        account.secretWasThere() && account.secret.keys().contains("password")));
    }
}
