package io.stopcause.bench.stream;

import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A broker with stopcause's topics, and stopcause's own parts as they run, in this process. */
final class Cluster implements AutoCloseable {

    static final int PARTITIONS = 4;
    /** Takes the same bytes as stopcause's topics. */
    static final String BARE = "bench.bare";

    private static final String GROUP = "stopcause-analyzer";
    private static final List<String> READ = List.of(Topics.LOGS.name(), Topics.EVENTS.name(), Topics.TICKS.name());
    private static final long LOOK_MS = 10;

    private final Path directory;
    private final EmbeddedBroker broker;
    private final Admin admin;

    Cluster() throws IOException, InterruptedException, ExecutionException {
        directory = Files.createTempDirectory("stopcause-bench");
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        TopicCreation.ensure(broker.clientProperties(), PARTITIONS);
        admin = Admin.create(broker.clientProperties());
        NewTopic bare = new NewTopic(BARE, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of("max.message.bytes", String.valueOf(TopicCreation.MAX_MESSAGE_BYTES)));
        admin.createTopics(List.of(bare)).all().get();
    }

    Map<String, Object> client() {
        return broker.clientProperties();
    }

    /**
     * Starts parts of stopcause.
     *
     * @param more of the configuration file
     */
    Assembly start(Set<Role> roles, String more) throws IOException {
        Path file = Files.writeString(
                directory.resolve("stopcause.yaml"),
                "data: %s%nkafka:%n  bootstrap.servers: %s%n%s"
                        .formatted(directory.resolve("data"), broker.bootstrapServers(), more));
        Secrets secrets = new Secrets(Map.of(), directory);
        return Assembly.start(
                StopcauseConfig.load(Optional.of(file), secrets),
                roles,
                new Surroundings(System.out, Clock.systemUTC(), secrets),
                Clock.systemUTC());
    }

    /** Where the topics end that the analyzer reads. */
    Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        return ends(READ);
    }

    /** Where topics end. */
    Map<TopicPartition, Long> ends(List<String> topics) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = topics.stream()
                .flatMap(topic -> IntStream.range(0, PARTITIONS).mapToObj(each -> new TopicPartition(topic, each)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** How many of the records up to there the analyzer has not committed yet. */
    long behind(Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        var committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            var offset = committed.get(end.getKey());
            behind += Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
        }
        return behind;
    }

    /** Returns when the analyzer has committed all that was written so far. */
    void awaitAnalyzed() throws InterruptedException, ExecutionException {
        awaitBehind(0);
    }

    /** Returns when the analyzer is no more than that many records behind what was written so far. */
    void awaitBehind(long records) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> ends = ends();
        while (behind(ends) > records) {
            Thread.sleep(LOOK_MS);
        }
    }

    @Override
    public void close() throws IOException {
        admin.close();
        broker.close();
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
