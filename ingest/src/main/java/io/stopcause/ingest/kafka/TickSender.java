package io.stopcause.ingest.kafka;

import io.stopcause.model.Coverage;
import io.stopcause.model.Json;
import io.stopcause.model.Tick;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells every partition of the analyzer how far event time has settled. Send a tick only after the records before it
 * are committed. For one thread.
 */
public final class TickSender implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private Instant last = Instant.MIN;

    TickSender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Connects when the first tick is sent.
     *
     * @param client properties of Kafka clients: at least {@code bootstrap.servers}
     */
    public static TickSender open(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return new TickSender(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Sends one tick to each partition, if the time has advanced.
     *
     * @param settled event time up to which everything has been read and committed
     * @throws IllegalStateException if the topics of logs and ticks differ in their partitions: some would never tick
     */
    public void send(Instant settled) {
        if (!settled.isAfter(last)) {
            return;
        }
        int partitions = producer.partitionsFor(Topics.TICKS.name()).size();
        int logs = producer.partitionsFor(Topics.LOGS.name()).size();
        if (partitions != logs) {
            throw new IllegalStateException(Topics.TICKS.name() + " has " + partitions + " partitions, "
                    + Topics.LOGS.name() + " has " + logs + "; give both the same number");
        }
        byte[] value = Json.writeBytes(new Tick(settled));
        for (int partition = 0; partition < partitions; partition++) {
            byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
            // Ticks repeat: one that is lost is made good by the next.
            var unused = producer.send(new ProducerRecord<>(Topics.TICKS.name(), partition, key, value));
        }
        producer.flush();
        last = settled;
    }

    /** Sends what was read meanwhile. */
    public void send(Coverage coverage) {
        // What is lost of it is missed by no one who decides.
        var unused = producer.send(Topics.COVERAGE.record(coverage.key(), coverage));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
