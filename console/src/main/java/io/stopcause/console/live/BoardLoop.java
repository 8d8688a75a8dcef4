package io.stopcause.console.live;

import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Fills a board from Kafka: all of incidents, findings, histories and what was noted beside them from their beginning, then each change. Belongs to
 * no consumer group, so every instance of the page sees everything. One thread; {@link #start} returns at once.
 */
public final class BoardLoop implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOKUP = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final Map<String, Taker> takers = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "console-board");
    private volatile Optional<String> problem = Optional.of("the board has not been read yet");
    private volatile Optional<String> unreadable = Optional.empty();
    private volatile Optional<Consumer<byte[], byte[]>> reading = Optional.empty();

    /** What is done with a value that may be absent. */
    private interface Taker {
        void take(String key, byte[] value);
    }

    /**
     * A loop that has not started.
     *
     * @param kafka client properties, {@code bootstrap.servers} among them
     */
    public static BoardLoop of(IncidentBoard board, Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.remove("group.id");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("isolation.level", "read_committed");
        properties.put("allow.auto.create.topics", false);
        return new BoardLoop(
                board, () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    BoardLoop(IncidentBoard board, Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
        taker(Topics.INCIDENTS, board::incident);
        taker(Topics.FINDINGS, board::finding);
        taker(Topics.HISTORIES, board::history);
        Ledger ledger = board.ledger();
        taker(Topics.ACKNOWLEDGEMENTS, ledger::acknowledgement);
        taker(Topics.NOTIFICATIONS, (key, value) -> ledger.notification(value));
        taker(Topics.SILENCES, (key, value) -> ledger.silence(value));
        taker(Topics.CORRECTIONS, (key, value) -> ledger.correction(value));
        taker(Topics.CHECKPOINTS, ledger::checkpoint);
        taker(Topics.DEAD_LETTERS, (key, value) -> ledger.dead(value));
    }

    private <T> void taker(Topic<T> topic, BiConsumer<String, Optional<T>> board) {
        takers.put(
                topic.name(),
                (key, value) ->
                        board.accept(key, Optional.ofNullable(value).map(bytes -> Json.read(bytes, topic.type()))));
    }

    public void start() {
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dead, cause) -> problem = Optional.of("the board is no longer read: " + cause));
        thread.start();
    }

    /** What is wrong now, in words; empty once all that was there at the start has been read. */
    public List<String> check() {
        List<String> problems = new ArrayList<>();
        problem.ifPresent(problems::add);
        unreadable.ifPresent(problems::add);
        return problems;
    }

    private void run() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            reading = Optional.of(consumer);
            List<TopicPartition> partitions = partitions(consumer);
            if (isClosing()) {
                return;
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (!isClosing()) {
                consumer.poll(POLL).forEach(this::take);
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                problem = ends.isEmpty() ? Optional.empty() : Optional.of("the history is still being read");
            }
        } catch (WakeupException e) {
            if (!isClosing()) {
                throw e;
            }
        }
    }

    /** Waits until every topic exists; an unreachable Kafka is a failing check meanwhile. */
    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : takers.keySet().stream().sorted().toList()) {
            List<PartitionInfo> found = lookUp(consumer, topic);
            while (found.isEmpty() && !pause()) {
                found = lookUp(consumer, topic);
            }
            found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        return partitions;
    }

    private List<PartitionInfo> lookUp(Consumer<byte[], byte[]> consumer, String topic) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic, LOOKUP);
            if (found != null && !found.isEmpty()) {
                return found;
            }
            problem = Optional.of("topic " + topic + " does not exist yet");
        } catch (RetriableException e) {
            problem = Optional.of("cannot look up topic " + topic + ": " + e.getMessage());
        }
        return List.of();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            Taker taker = takers.get(record.topic());
            if (taker != null) {
                taker.take(key, record.value());
            }
        } catch (JsonReadException e) {
            unreadable = Optional.of("cannot read topic " + record.topic() + ", partition " + record.partition()
                    + ", offset " + record.offset() + ": " + e.getMessage());
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Whether the wait ended because of {@link #close}. */
    private boolean pause() {
        try {
            return closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        reading.ifPresent(Consumer::wakeup);
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
