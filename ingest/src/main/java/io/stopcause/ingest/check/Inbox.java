package io.stopcause.ingest.check;

import io.stopcause.model.Answer;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.Question;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Questions from Kafka, and answers to it. What was taken is committed once its answer is acknowledged. For one thread,
 * but for {@link #answer}, which any may call.
 */
final class Inbox implements AutoCloseable {

    /** All processes of the role share the questions. */
    private static final String GROUP = "stopcause-checks";

    private static final String AT_ONCE = "64";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Acknowledged acknowledged = new Acknowledged();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * A question that waits.
     *
     * @param time when it was asked
     * @param answered to be run when its answer is safe
     */
    record Asked(Question question, Instant time, Runnable answered) {

        /** The same question, whose first answer is on its way. */
        Asked again() {
            return new Asked(question, time, () -> {});
        }
    }

    Inbox(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
        consumer.subscribe(List.of(Topics.QUESTIONS.name()), new Handover());
    }

    /**
     * Joins those who share the questions. Kafka need not be reachable yet.
     *
     * @param client properties of Kafka clients: at least {@code bootstrap.servers}
     */
    static Inbox open(Map<String, Object> client) {
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        Map<String, Object> writing = new HashMap<>(client);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return new Inbox(
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Hands over only what is safe; the next reader answers the rest again. */
    private final class Handover implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            consumer.commitSync(acknowledged.advance());
            partitions.forEach(acknowledged::forget);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(acknowledged::forget);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }

    /**
     * Waits a moment for questions, and commits those that are answered.
     *
     * @param more whether any are wanted now
     * @throws KafkaException if Kafka refused an answer: all that is not committed is to be taken again
     */
    List<Asked> take(boolean more) {
        Exception refused = failure.get();
        if (refused != null) {
            throw new KafkaException("an answer could not be written: " + refused.getMessage(), refused);
        }
        if (more) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        List<Asked> asked = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            read(record).ifPresent(asked::add);
        }
        consumer.commitSync(acknowledged.advance());
        return asked;
    }

    private Optional<Asked> read(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Runnable answered = acknowledged.begin(partition, record.offset());
        Instant time = Instant.ofEpochMilli(record.timestamp());
        try {
            return Optional.of(new Asked(Json.read(record.value(), Question.class), time, answered));
        } catch (JsonReadException e) {
            String content = new String(record.value(), StandardCharsets.UTF_8);
            DeadLetter letter =
                    new DeadLetter(partition + ":" + record.offset(), "no question: " + e.getMessage(), content, time);
            send(Topics.DEAD_LETTERS.record(letter.place(), letter), answered);
            return Optional.empty();
        }
    }

    /** How many questions are taken and not answered yet. */
    int open() {
        return acknowledged.open();
    }

    /** Writes the answer; the question counts as answered once Kafka has it. */
    void answer(Asked asked, Answer answer) {
        send(Topics.ANSWERS.record(answer.question().scope(), answer), asked.answered);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Runnable answered) {
        try {
            var unused = producer.send(record, (metadata, e) -> {
                if (e == null) {
                    answered.run();
                } else {
                    failure.compareAndSet(null, e);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            failure.compareAndSet(null, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
        try {
            consumer.commitSync(acknowledged.advance(), CLOSE_WAIT);
        } catch (KafkaException e) {
            // What is not committed is answered again, which does no harm.
            failure.compareAndSet(null, e);
        }
        consumer.close();
    }
}
