package io.stopcause.ingest.kafka;

import io.stopcause.ingest.Journal;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Coverage;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to the topics of {@link Topics}, in transactions. Who opens a second one of the same name fences the first: its
 * next commit fails, and nothing of it is seen. For one thread.
 */
public final class KafkaSink implements Journal {

    private static final String MAX_REQUEST_BYTES = Integer.toString(8 << 20);
    /** One journal is at work at a time; Kafka's own 32 MiB for each part would add up. */
    private static final String BUFFER_BYTES = Integer.toString(16 << 20);

    /** Some dozen records of 200 lines. By Kafka's default each of them is compressed and sent alone, at seven times the cost. */
    public static final String BATCH_BYTES = Integer.toString(512 << 10);

    private static final String TRANSACTION_TIMEOUT_MS = "300000";

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Map<String, Checkpoints.Kept> kept;
    private final Map<String, Checkpoints.Kept> sent = new ConcurrentHashMap<>();
    private boolean inTransaction;

    KafkaSink(Producer<byte[], byte[]> producer, Map<String, Checkpoints.Kept> kept) {
        this.producer = producer;
        this.kept = new HashMap<>(kept);
    }

    /**
     * Connects, fences whoever used the name before, and reads the checkpoints.
     *
     * @param client properties of Kafka clients: at least {@code bootstrap.servers}
     * @param name tells apart what is read, in all processes; part of the transactional id
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or refuses
     */
    public static KafkaSink open(Map<String, Object> client, String name) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        properties.putAll(client);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "stopcause-ingest-" + name);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new KafkaSink(producer, Checkpoints.read(client));
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public void logs(LogBatch batch) {
        for (Fitting.Piece piece : Fitting.pieces(batch)) {
            send(Topics.LOGS.record(piece.batch().key(), piece.batch()));
            piece.remark().ifPresent(this::dead);
        }
    }

    @Override
    public void event(AwsEvent event) {
        send(Topics.EVENTS.record(event.key(), event));
    }

    @Override
    public void answer(Answer answer) {
        send(Topics.ANSWERS.record(answer.question().scope(), answer));
    }

    @Override
    public void dead(DeadLetter letter) {
        send(Topics.DEAD_LETTERS.record(letter.place(), letter));
    }

    @Override
    public void coverage(Coverage coverage) {
        send(Topics.COVERAGE.record(coverage.key(), coverage));
    }

    @Override
    public Optional<Checkpoint> checkpoint(String source) {
        return Optional.ofNullable(kept.get(source)).map(Checkpoints.Kept::checkpoint);
    }

    @Override
    public Optional<Instant> committedAt(String source) {
        return Optional.ofNullable(kept.get(source)).map(Checkpoints.Kept::at);
    }

    @Override
    public void commit(List<Checkpoint> covered) {
        covered.forEach(this::send);
        if (inTransaction) {
            producer.commitTransaction();
            inTransaction = false;
        }
        kept.putAll(sent);
        sent.clear();
    }

    private void send(Checkpoint checkpoint) {
        begin();
        var unused = producer.send(Topics.CHECKPOINTS.record(checkpoint.source(), checkpoint), (written, failure) -> {
            if (failure == null) {
                Instant at = Instant.ofEpochMilli(written.timestamp());
                sent.put(checkpoint.source(), new Checkpoints.Kept(checkpoint, at));
            }
        });
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        begin();
        // A failed send fails the commit, so its future need not be kept.
        var unused = producer.send(record);
    }

    private void begin() {
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
        }
    }
}
