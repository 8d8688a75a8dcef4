package io.stopcause.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Health;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Json;
import io.stopcause.model.Question;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweringTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.QUESTIONS.name(), 0);
    private static final String DEFINITION = """
            {"taskDefinition": {"family": "orders", "revision": 7,
             "executionRoleArn": "arn:aws:iam::111122223333:role/orders-execution"}}
            """;

    private final FakeAws aws = FakeAws.start();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private Answering answering = answering(ChecksConfig.DEFAULT);

    private Answering answering(ChecksConfig config) {
        return new Answering(
                new Answerer(aws.config(), config, Clock.systemUTC()),
                4,
                () -> new Inbox(consumer, producer),
                Collections.nCopies(20, Duration.ofMillis(50)),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        answering.close();
        aws.close();
    }

    private void join() {
        answering.round();
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    private void ask(long offset, Instant time, String value) {
        consumer.addRecord(new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                time.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty()));
    }

    private static String question(String check, String taskDefinition) {
        return Json.write(new Question(Asked.SCOPE, check, Map.of("taskDefinition", taskDefinition)));
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
            answering.round();
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private List<Answer> answers() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topics.ANSWERS.name()))
                .map(record -> Json.read(record.value(), Answer.class))
                .toList();
    }

    private Optional<OffsetAndMetadata> committed() {
        return Optional.ofNullable(consumer.committed(Set.of(PARTITION)).get(PARTITION));
    }

    @Test
    void aQuestionIsDoneWhenKafkaHasItsAnswer() throws InterruptedException {
        aws.on("DescribeTaskDefinition", DEFINITION);
        join();
        ask(0, Instant.now(), question("execution-role-set", "orders:7"));

        until(() -> answers().size() == 1);
        answering.round();
        assertThat(committed()).isEmpty();

        producer.completeNext();
        answering.round();
        assertThat(committed()).map(OffsetAndMetadata::offset).contains(1L);
        assertThat(answers()).extracting(Answer::outcome).containsExactly(Outcome.YES);
        assertThat(new String(producer.history().get(0).key(), StandardCharsets.UTF_8))
                .isEqualTo(Asked.SCOPE);
    }

    @Test
    void aLaterAnswerDoesNotPassForAnEarlierOne() throws InterruptedException {
        aws.on(
                "DescribeTaskDefinition",
                request ->
                        request.body().contains("slow") ? FakeAws.ok(DEFINITION).after(1_000) : FakeAws.ok(DEFINITION));
        join();
        ask(0, Instant.now(), question("execution-role-set", "slow:1"));
        ask(1, Instant.now(), question("execution-role-set", "orders:7"));

        until(() -> answers().size() == 1);
        producer.completeNext();
        answering.round();
        assertThat(committed()).isEmpty();

        until(() -> answers().size() == 2);
        producer.completeNext();
        answering.round();
        assertThat(committed()).map(OffsetAndMetadata::offset).contains(2L);
    }

    @Test
    void whatKafkaRefusedIsTakenAgain() throws InterruptedException {
        aws.on("DescribeTaskDefinition", DEFINITION);
        join();
        ask(0, Instant.now(), question("execution-role-set", "orders:7"));
        until(() -> answers().size() == 1);

        producer.errorNext(new KafkaException("refused by the test"));

        assertThatThrownBy(answering::round).hasMessageContaining("refused by the test");
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void whatWasAskedLongAgoIsNotLookedAt() throws InterruptedException {
        join();
        ask(0, Instant.now().minus(Duration.ofHours(2)), question("execution-role-set", "orders:7"));

        until(() -> answers().size() == 1);

        assertThat(answers().get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answers().get(0).explanation()).contains("Asked at").contains("read only now");
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void whatWasThrottledIsLookedAtAgainAndTheSecondAnswerFollows() throws InterruptedException {
        answering.close();
        answering = answering(new ChecksConfig(
                Optional.empty(), Optional.of(Duration.ofSeconds(2)), Optional.empty(), Optional.empty(), List.of()));
        aws.on("DescribeTaskDefinition", FakeAws.error("ThrottlingException", "Rate exceeded"));
        join();
        ask(0, Instant.now(), question("execution-role-set", "orders:7"));

        until(() -> answers().size() == 1);
        aws.on("DescribeTaskDefinition", DEFINITION);
        until(() -> answers().size() == 2);

        assertThat(answers()).extracting(Answer::outcome).containsExactly(Outcome.UNKNOWN, Outcome.YES);
        assertThat(answers().get(1).question()).isEqualTo(answers().get(0).question());
    }

    @Test
    void whatDecidesNothingIsNotLookedAtAgain() throws InterruptedException {
        aws.on("DescribeTaskDefinition", FakeAws.error("ClientException", "Unable to describe task definition."));
        join();
        ask(0, Instant.now(), question("execution-role-set", "orders:7"));
        ask(1, Instant.now(), question("execution-role-set", "orders:8"));

        until(() -> answers().size() == 2);
        Thread.sleep(300);

        assertThat(answers()).extracting(Answer::outcome).containsOnly(Outcome.UNKNOWN);
        assertThat(aws.asked("DescribeTaskDefinition")).hasSize(2);
    }

    @Test
    void whatIsNoQuestionIsKeptWithItsReason() throws InterruptedException {
        join();
        ask(0, Instant.now(), "{\"scope\":");
        until(() -> !producer.history().isEmpty());
        producer.completeNext();
        answering.round();

        DeadLetter letter = Json.read(producer.history().get(0).value(), DeadLetter.class);
        assertThat(letter.reason()).startsWith("no question");
        assertThat(letter.content()).isEqualTo("{\"scope\":");
        assertThat(committed()).map(OffsetAndMetadata::offset).contains(1L);
    }

    @Test
    void aFloodIsNotTakenAllAtOnce() {
        aws.onAll(FakeAws.ok("{}").after(20_000));
        join();
        for (int i = 0; i < 1_000; i++) {
            ask(i, Instant.now(), question("execution-role-set", "orders:" + i));
        }
        for (int i = 0; i < 10; i++) {
            answering.round();
        }
        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(answering.check().source()).isEqualTo("checks");
        assertThat(answering.check().state()).isEqualTo(Health.State.STARTING);
    }
}
