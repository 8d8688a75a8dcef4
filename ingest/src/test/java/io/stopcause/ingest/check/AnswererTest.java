package io.stopcause.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storm of questions costs. */
class AnswererTest {

    private static final String IMAGE = FakeAws.ACCOUNT + ".dkr.ecr." + Aws.REGION + ".amazonaws.com/orders:7";

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private static Question ofImage(String service) {
        return new Question(
                FakeAws.ACCOUNT + "/" + Aws.REGION + "/shop/" + service,
                "image-supports-platform",
                Map.of("image", IMAGE, "platform", "linux/amd64"));
    }

    @Test
    void tenThousandTasksOfOneImageInFiftyServicesAskAboutItOnce() throws Exception {
        aws.on("BatchGetImage", """
                {"images":[{"imageId":{"imageDigest":"sha256:1"},"imageManifest":
                 "{\\"manifests\\":[{\\"platform\\":{\\"os\\":\\"linux\\",\\"architecture\\":\\"arm64\\"}}]}"}]}
                """);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Answerer answerer = new Answerer(aws.config(), ChecksConfig.DEFAULT, Clock.systemUTC())) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int task = 0; task < 10_000; task++) {
                Question question = ofImage("orders-" + task % 50);
                answers.add(threads.submit(() -> answerer.answer(question)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().outcome()).isEqualTo(Outcome.NO);
            }
            assertThat(aws.asked("BatchGetImage")).hasSize(1);
            assertThat(answerer.calls()).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aScopeHasSoManyCallsAndNoMoreAndTheOthersTheirOwn() {
        ChecksConfig config =
                new ChecksConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(4), List.of());
        aws.on("DescribeTaskDefinition", "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":1}}");
        try (Answerer answerer = new Answerer(aws.config(), config, Clock.systemUTC())) {
            for (int revision = 1; revision <= 20; revision++) {
                answerer.answer(revision("orders", revision));
            }
            assertThat(aws.asked("DescribeTaskDefinition")).hasSize(3);
            assertThat(answerer.calls()).isEqualTo(4);
            assertThat(answerer.refused()).isEqualTo(17);
            assertThat(answerer.answer(revision("orders", 20)).explanation())
                    .isEqualTo("AWS was asked 4 times for this within an hour, and is not asked more often"
                            + " (ingest.checks.callsPerScope).");
            assertThat(answerer.answer(revision("ledger", 20)).outcome()).isEqualTo(Outcome.NO);
        }
    }

    private static Question revision(String service, int revision) {
        return new Question(
                FakeAws.ACCOUNT + "/" + Aws.REGION + "/shop/" + service,
                "task-role-set",
                Map.of("taskDefinition", "orders:" + revision));
    }
}
