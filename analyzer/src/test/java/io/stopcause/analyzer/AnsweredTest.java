package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Question;
import io.stopcause.model.Surface;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What answers do to the verdict on {@code exec format error}, which is as often a script without an interpreter. */
class AnsweredTest {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final String CHECK = "image-supports-platform";
    private static final String DIGEST = "sha256:aaaa";

    private static LogBatch line(String task) {
        LogSource source =
                new LogSource("111122223333", "eu-west-1", "/ecs/orders", "ecs/web/" + task, Surface.APP_LOG);
        return new LogBatch(source, List.of(new LogLine("1", START, "exec /docker-entrypoint.sh: exec format error")));
    }

    private static AwsEvent stopped(String task, String digest) {
        String arn = "arn:aws:ecs:eu-west-1:111122223333:";
        return Json.read(
                """
            {"id":"%1$s","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
            "region":"eu-west-1","time":"%2$s","resources":[],"detail":{"version":3,"lastStatus":"STOPPED",
            "stopCode":"EssentialContainerExited","group":"service:orders","clusterArn":"%3$scluster/main",
            "taskArn":"%3$stask/main/%1$s","taskDefinitionArn":"%3$stask-definition/orders:1",
            "attributes":[{"name":"ecs.cpu-architecture","value":"x86_64"}],
            "stoppedReason":"Essential container in task exited",
            "containers":[{"name":"web","image":"registry.example.com/orders:7","exitCode":1%4$s}]}}\
            """.formatted(task, START, arn, digest.isEmpty() ? "" : ",\"imageDigest\":\"" + digest + "\""),
                AwsEvent.class);
    }

    private static Engine engine(String digest, int tasks) {
        Engine engine = new Engine(JUDGE);
        for (int i = 0; i < tasks; i++) {
            String task = "%032x".formatted(i + 1);
            engine.accept(line(task));
            engine.accept(stopped(task, digest));
        }
        return engine;
    }

    private static List<Question> asked(Engine engine) {
        return engine.result().questions().stream()
                .filter(question -> question.check().equals(CHECK))
                .toList();
    }

    private static Incident after(Outcome outcome, Map<String, String> about, Map<String, String> facts) {
        Engine engine = engine(DIGEST, 1);
        Question question = new Question(asked(engine).get(0).scope(), CHECK, about);
        engine.accept(new Answer(question, outcome, facts, "as the registry says", START.plusSeconds(1)));
        assertThat(engine.result().incidents()).hasSize(1);
        return engine.result().incidents().get(0);
    }

    private static final Map<String, String> OF_DIGEST =
            Map.of("image", "registry.example.com/orders:7", "platform", "linux/amd64", "digest", DIGEST);
    private static final Map<String, String> OF_TAG =
            Map.of("image", "registry.example.com/orders:7", "platform", "linux/amd64");

    @Test
    void asksAboutTheDigestThatRanWhereItIsKnown() {
        assertThat(asked(engine(DIGEST, 1))).extracting(Question::about).containsExactly(OF_DIGEST);
        assertThat(asked(engine("", 1))).extracting(Question::about).containsExactly(OF_TAG);
    }

    @Test
    void asksOnceHoweverManyTasksFail() {
        assertThat(asked(engine(DIGEST, 300))).hasSize(1);
    }

    @Test
    void anImageThatLacksThePlatformConfirmsTheMismatch() {
        Incident incident = after(Outcome.NO, OF_DIGEST, Map.of());

        assertThat(incident.diagnosis().cause()).isEqualTo("arch-mismatch");
        assertThat(incident.diagnosis().verified()).isEqualTo(Verified.CONFIRMED);
    }

    @Test
    void anImageThatHasThePlatformLeavesTheScriptWithoutInterpreter() {
        Incident incident = after(Outcome.YES, OF_DIGEST, Map.of());

        assertThat(incident.diagnosis().cause()).isEqualTo("entrypoint-missing-interpreter");
        assertThat(incident.diagnosis().verified()).isEqualTo(Verified.UNCHECKED);
        assertThat(incident.diagnosis().evidence().against())
                .extracting(Evidence.Item::text)
                .containsExactly("not arch-mismatch: as the registry says");
        assertThat(incident.diagnosis().alternatives()).doesNotContain("arch-mismatch");
    }

    @Test
    void whatCouldNotBeSeenIsSaid() {
        Incident incident = after(Outcome.UNKNOWN, OF_DIGEST, Map.of());

        assertThat(incident.diagnosis().verified()).isEqualTo(Verified.UNCHECKED);
        assertThat(incident.diagnosis().evidence().unchecked())
                .extracting(Evidence.Item::text)
                .contains("as the registry says");
    }

    @Test
    void anOlderAnswerAboutTheTagCountsUnlessTheTagWasMoved() {
        assertThat(Stream.of(Map.<String, String>of(), Map.of("digest", DIGEST)))
                .allSatisfy(facts -> assertThat(
                                after(Outcome.NO, OF_TAG, facts).diagnosis().verified())
                        .isEqualTo(Verified.CONFIRMED));
        assertThat(after(Outcome.NO, OF_TAG, Map.of("digest", "sha256:bbbb"))
                        .diagnosis()
                        .verified())
                .isEqualTo(Verified.UNCHECKED);
    }

    @Test
    void onceItIsConfirmedItAsksWhoElseRunsTheImage() {
        Engine engine = engine(DIGEST, 1);
        assertThat(shared(engine)).isEmpty();
        Question question = new Question(asked(engine).get(0).scope(), CHECK, OF_DIGEST);
        engine.accept(new Answer(question, Outcome.NO, Map.of(), "as the registry says", START.plusSeconds(1)));

        assertThat(shared(engine))
                .extracting(Question::about)
                .containsExactly(Map.of("image", "registry.example.com/orders:7", "digest", DIGEST));

        Map<String, String> told = Map.of("thing", "image registry.example.com/orders:7", "services", "cart mail");
        engine.accept(
                new Answer(shared(engine).get(0), Outcome.YES, told, "cart and mail run it too", START.plusSeconds(2)));

        assertThat(shared(engine)).isEmpty();
        assertThat(engine.result().incidents().get(0).reach().joint().sharing())
                .containsExactly(
                        new Incident.Sharing("image registry.example.com/orders:7", List.of("cart", "mail"), 2));
    }

    @Test
    void whatIsRefutedIsSharedByNobody() {
        Engine engine = engine(DIGEST, 1);
        Question question = new Question(asked(engine).get(0).scope(), CHECK, OF_DIGEST);
        engine.accept(new Answer(question, Outcome.YES, Map.of(), "as the registry says", START.plusSeconds(1)));

        assertThat(shared(engine)).isEmpty();
    }

    private static List<Question> shared(Engine engine) {
        return engine.result().questions().stream()
                .filter(question -> question.check().equals("services-sharing"))
                .toList();
    }
}
