package io.stopcause.app.notify;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.KafkaAccess;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.NotifierLoop;
import io.stopcause.notifier.Retries;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, a notifier and a receiver in one process. */
final class Bench implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final Path directory;
    private final EmbeddedBroker broker;
    private final Hook hook = new Hook();
    private final KafkaProducer<byte[], byte[]> producer;
    private final NotifierLoop notifier;

    /** Starts all of it; {@code storm} is the number of openings a minute from which on one message tells the rest. */
    Bench(int storm) throws IOException {
        directory = Files.createTempDirectory("stopcause-bench");
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        TopicCreation.ensure(broker.clientProperties(), PARTITIONS);
        producer = new KafkaProducer<>(broker.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        notifier = notifier(storm);
    }

    /** Another instance of the notifier, which shares the work. */
    NotifierLoop notifier(int storm) {
        NotifierConfig config = Json.read("""
                {"route": {"receiver": "hook"},
                 "receivers": [{"name": "hook", "webhook": {"url": "%s", "secret": "bench-bench-bench"}}],
                 "quiet": {"storm": {"count": %d, "window": "1m"}}}
                """.formatted(hook.address(), storm), NotifierConfig.class);
        NotifierLoop loop = new NotifierLoop(
                config,
                KafkaAccess.of(broker.clientProperties()),
                new Surroundings(System.out, Clock.systemUTC(), new Secrets(Map.of(), directory)),
                Retries.USUAL);
        loop.start();
        return loop;
    }

    NotifierLoop notifier() {
        return notifier;
    }

    Hook hook() {
        return hook;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    void send(Incident incident) {
        // A failure shows as a message that never comes.
        Future<RecordMetadata> unused = producer.send(Topics.INCIDENTS.record(incident.id(), incident));
    }

    @Override
    public void close() throws IOException {
        producer.close();
        notifier.close();
        hook.close();
        broker.close();
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
