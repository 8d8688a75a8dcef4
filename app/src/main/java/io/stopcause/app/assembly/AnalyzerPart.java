package io.stopcause.app.assembly;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.stream.AnalyzerTopology;
import io.stopcause.analyzer.stream.DeadLetters;
import io.stopcause.app.broker.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The analyzer as a Kafka Streams application. Instances with the same cluster share its partitions. */
final class AnalyzerPart implements Part {

    private static final String APPLICATION = "stopcause-analyzer";
    private static final Duration CLOSING = Duration.ofSeconds(15);
    /** After a crash another instance takes over this soon; Kafka's own 45 s would be a long silence. */
    private static final int MISSED_MS = 9_000;

    private static final int COMMIT_MS = 50;
    private static final long CACHE_BYTES = 32L << 20;

    private final Map<String, Object> client;
    private final int partitions;
    private final Path state;
    private volatile KafkaStreams streams;
    private volatile String version;
    private volatile Optional<String> failure = Optional.empty();
    private boolean closed;

    /**
     * Starts it; returns before it has read anything.
     *
     * @param client Kafka client properties
     * @param partitions of the topics that it reads
     * @param state directory for what it remembers; may be lost, then it is read again from Kafka
     */
    AnalyzerPart(RuleSet rules, Map<String, Object> client, int partitions, Path state) {
        this.client = client;
        this.partitions = partitions;
        this.state = state;
        this.version = rules.version();
        this.streams = started(rules);
    }

    private KafkaStreams started(RuleSet rules) {
        KafkaStreams started =
                new KafkaStreams(AnalyzerTopology.build(rules, partitions), properties(client, partitions, state));
        started.setUncaughtExceptionHandler(cause -> {
            failure = Optional.of("the analyzer has stopped: " + cause.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        started.start();
        return started;
    }

    /**
     * Goes on with other rules, as after a restart: what is committed was judged by the old ones, all that follows is
     * by the new.
     */
    synchronized void use(RuleSet rules) {
        if (!closed && !rules.version().equals(version)) {
            stop(streams);
            streams = started(rules);
            version = rules.version();
        }
    }

    private static Properties properties(Map<String, Object> client, int partitions, Path state) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Math.min(partitions, Runtime.getRuntime().availableProcessors()));
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), MISSED_MS);
        properties.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), MISSED_MS / 3);
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        properties.put(StreamsConfig.producerPrefix("max.request.size"), TopicCreation.MAX_MESSAGE_BYTES);
        properties.put(StreamsConfig.topicPrefix("max.message.bytes"), TopicCreation.MAX_MESSAGE_BYTES);
        return properties;
    }

    @Override
    public String name() {
        return "analyzer";
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of("rule set " + version);
    }

    @Override
    public List<String> check() {
        return streams.state() == KafkaStreams.State.RUNNING
                ? List.of()
                : List.of("the analyzer is " + words(streams.state()));
    }

    private static String words(KafkaStreams.State state) {
        return switch (state) {
            case CREATED, REBALANCING -> "taking over its partitions";
            case RUNNING -> "running";
            case PENDING_SHUTDOWN, NOT_RUNNING -> "stopping";
            case PENDING_ERROR, ERROR -> "failing";
        };
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop(streams);
    }

    private static void stop(KafkaStreams streams) {
        // Without leaving, the next start would wait for the brokers to miss this member.
        streams.close(CloseOptions.timeout(CLOSING)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
