package io.stopcause.notifier;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Correction;
import io.stopcause.model.Ids;
import io.stopcause.model.Silence;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.receiver.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what people ask for to the topics that every notifier reads. Thread-safe. */
public final class KafkaOrders implements Orders, AutoCloseable {

    private static final String FROM_A_MESSAGE = "from a message";

    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;

    public KafkaOrders(Producer<byte[], byte[]> producer, InstantSource clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /** Orders to one cluster; {@code properties} are Kafka's own, {@code bootstrap.servers} among them. */
    public static KafkaOrders of(Map<String, Object> properties, InstantSource clock) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaOrders(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), clock);
    }

    @Override
    public void acknowledge(String incident, String author) {
        write(new Acknowledgement(incident, author, clock.instant(), ""));
    }

    @Override
    public void silence(String incident, Duration length, String author) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        write(new Silence(
                Ids.of(incident, author, now.toString()),
                List.of("incident=\"" + incident + "\""),
                now,
                now.plus(length),
                author,
                FROM_A_MESSAGE));
    }

    @Override
    public void correct(String incident, String author) {
        write(new Correction(incident, Optional.empty(), Optional.empty(), author, clock.instant()));
    }

    @Override
    public void invent(AwsEvent event) {
        write(Topics.EVENTS, event.key(), event);
    }

    public void write(Acknowledgement acknowledgement) {
        write(Topics.ACKNOWLEDGEMENTS, acknowledgement.incident(), acknowledgement);
    }

    public void write(Silence silence) {
        write(Topics.SILENCES, silence.id(), silence);
    }

    public void write(Correction correction) {
        write(Topics.CORRECTIONS, correction.incident(), correction);
    }

    private <T> void write(Topic<T> topic, String key, T value) {
        try {
            producer.send(topic.record(key, value)).get();
        } catch (ExecutionException e) {
            throw new RefusedException("it could not be written down: " + e.getMessage());
        } catch (KafkaException e) {
            throw new RefusedException("it could not be written down: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("stopcause is about to stop");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
