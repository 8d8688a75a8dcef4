package io.stopcause.analyzer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Recording;
import io.stopcause.analyzer.SharedSecret;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Question;
import io.stopcause.model.Tick;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzerTopologyTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path state;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "stopcause");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        driver = new TopologyTestDriver(AnalyzerTopology.build(RuleSet.shipped(), 1), config);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void pipe(Event event) {
        if (event instanceof LogBatch batch) {
            pipe(Topics.LOGS, batch.key(), batch);
        } else if (event instanceof AwsEvent aws) {
            pipe(Topics.EVENTS, aws.key(), aws);
        } else if (event instanceof Answer answer) {
            pipe(Topics.ANSWERS, answer.question().scope(), answer);
        } else if (event instanceof Tick tick) {
            pipe(Topics.TICKS, "0", tick);
        }
    }

    private <T> void pipe(Topic<T> topic, String key, T value) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), topic.serde().serializer())
                .pipeInput(key, value);
    }

    private <T> Map<String, T> newest(Topic<T> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), topic.serde().deserializer())
                .readKeyValuesToMap();
    }

    private static List<Incident> sorted(Map<String, Incident> incidents) {
        return incidents.values().stream()
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparing((Incident each) -> each.life().openedAt())
                        .thenComparing(Incident::id))
                .toList();
    }

    @Test
    void givesTheSameIncidentsAsReplayInAnyOrder() {
        List<Event> events = Recording.read("evening").events();
        Analysis replayed = Recording.analyze(events);
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(this::pipe);

        assertThat(Json.write(sorted(newest(Topics.INCIDENTS)))).isEqualTo(Json.write(replayed.incidents()));
        assertThat(newest(Topics.FINDINGS).values()).containsExactlyInAnyOrderElementsOf(replayed.findings());
    }

    private static AwsEvent event(String id, Instant time, String type, String service, String detail) {
        return Json.read("""
            {"id":"%s","detail-type":"%s","source":"aws.ecs","account":"111122223333","region":"eu-west-1",
            "time":"%s","resources":["arn:aws:ecs:eu-west-1:111122223333:service/main/%s"],"detail":%s}\
            """.formatted(id, type, time, service, detail), AwsEvent.class);
    }

    /** Five tasks that end with 0 in a service, and another service's deployment that is not heard of again. */
    private static List<Event> correlated() {
        Instant start = Instant.parse("2026-03-03T10:00:00Z");
        List<Event> events = new ArrayList<>();
        for (int task = 0; task < 5; task++) {
            String detail = """
                {"version":5,"lastStatus":"STOPPED","stopCode":"EssentialContainerExited","group":"service:app",
                "clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/main",
                "taskArn":"arn:aws:ecs:eu-west-1:111122223333:task/main/%032x",
                "taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/app:1",
                "containers":[{"name":"app","exitCode":0}]}\
                """.formatted(task);
            events.add(event("t" + task, start.plusSeconds(60L * task), AwsEvent.TASK_STATE, "app", detail));
        }
        events.add(event(
                "d", start, AwsEvent.DEPLOYMENT_STATE, "api", "{\"eventName\":\"SERVICE_DEPLOYMENT_IN_PROGRESS\"}"));
        events.add(new Tick(start.plusSeconds(7_200)));
        return events;
    }

    @Test
    void whatTakesSeveralEventsIsTheSameInAnyOrder() {
        Analysis replayed = Recording.analyze(correlated());
        List<Event> shuffled = correlated();
        Collections.shuffle(shuffled, new Random(5));
        shuffled.forEach(this::pipe);

        assertThat(replayed.incidents())
                .extracting(incident -> incident.diagnosis().origin().rule())
                .containsExactlyInAnyOrder("service-tasks-complete", "deployment-stalled");
        assertThat(Json.write(sorted(newest(Topics.INCIDENTS)))).isEqualTo(Json.write(replayed.incidents()));
    }

    @Test
    void oneCauseInSeveralServicesIsTheSameInAnyOrderAndSplitsWhenRefuted() {
        List<Event> events = SharedSecret.failing();
        Collections.shuffle(events, new Random(9));
        events.forEach(this::pipe);
        assertThat(Json.write(sorted(newest(Topics.INCIDENTS))))
                .isEqualTo(Json.write(Recording.analyze(events).incidents()));

        List<Event> refuting = new ArrayList<>(SharedSecret.answers(
                List.of(SharedSecret.stop("api", 0, SharedSecret.SECRET)), Map.of("api", Answer.Outcome.YES), 300));
        refuting.addAll(SharedSecret.all());
        Collections.shuffle(refuting, new Random(10));
        refuting.forEach(this::pipe);
        List<Incident> now = sorted(newest(Topics.INCIDENTS));

        assertThat(now)
                .extracting(incident -> incident.reach().joint().memberCount())
                .containsExactly(0, 3, 0, 0, 0);
        assertThat(Json.write(now))
                .isEqualTo(Json.write(Recording.analyze(refuting).incidents()));
        assertThat(newest(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void asksEachQuestionOnce() {
        Recording.read("evening").events().stream()
                .filter(event -> !(event instanceof Answer))
                .forEach(this::pipe);
        List<Question> asked = driver.createOutputTopic(
                        Topics.QUESTIONS.name(),
                        new StringDeserializer(),
                        Topics.QUESTIONS.serde().deserializer())
                .readValuesToList();

        assertThat(newest(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(asked).isNotEmpty().hasSameSizeAs(new HashSet<>(asked));
        assertThat(asked).extracting(Question::check).contains("image-supports-platform", "role-allows");
    }

    @Test
    void whatCannotBeReadBecomesADeadLetterAndTheStreamGoesOn() {
        driver.createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("k", "{\"id\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Recording.read("evening").events().forEach(this::pipe);

        List<DeadLetter> letters = driver.createOutputTopic(
                        Topics.DEAD_LETTERS.name(),
                        new StringDeserializer(),
                        Topics.DEAD_LETTERS.serde().deserializer())
                .readValuesToList();
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.place()).isEqualTo("stopcause.events.v1 partition 0 offset 0");
            assertThat(letter.reason()).isNotBlank();
            assertThat(letter.content()).isEqualTo("{\"id\":");
        });
        assertThat(sorted(newest(Topics.INCIDENTS))).hasSize(3);
    }
}
