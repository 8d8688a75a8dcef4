package io.stopcause.app.broker;

import io.stopcause.model.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A process to be killed: a broker on a directory, and producers that commit one transaction after the other. */
public final class CommittingBroker {

    static final int PRODUCERS = 6;
    static final String READY = "all commit";
    static final TopicPartition READ = new TopicPartition(Topics.TICKS.name(), 0);

    private static final int BEFORE_READY = 20;

    private CommittingBroker() {}

    /**
     * Runs until it is killed.
     *
     * @param args the directory
     */
    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]));
        TopicCreation.ensure(broker.clientProperties(), 4);
        CountDownLatch ready = new CountDownLatch(PRODUCERS * BEFORE_READY);
        IntStream.range(0, PRODUCERS)
                .mapToObj(i -> new Thread(() -> commit(producer(broker, i), group(broker, i), ready)))
                .forEach(Thread::start);
        ready.await();
        System.out.println(READY);
    }

    static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, int number) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("transactional.id", "committing-" + number);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static ConsumerGroupMetadata group(EmbeddedBroker broker, int number) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("group.id", "group-" + number);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    private static void commit(
            KafkaProducer<byte[], byte[]> producer, ConsumerGroupMetadata group, CountDownLatch ready) {
        for (long offset = 0; ; offset++) {
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(READ, new OffsetAndMetadata(offset)), group);
            producer.commitTransaction();
            ready.countDown();
        }
    }
}
