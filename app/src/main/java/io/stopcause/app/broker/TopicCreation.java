package io.stopcause.app.broker;

import io.stopcause.model.topic.Retention;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics that do not exist yet, on any cluster. Those that exist are left as they are, but for one thing: a
 * topic of which everything is needed is told to keep everything.
 */
public final class TopicCreation {

    /** Room for a log line of 1 MiB whose every character has to be escaped in JSON. */
    public static final int MAX_MESSAGE_BYTES = BrokerSettings.MAX_MESSAGE_BYTES;

    /** Each partition of the notification log has a transactional writer of its own, whoever has it. */
    private static final int MOST_WRITERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final List<String> TOGETHER =
            List.of(Topics.LOGS.name(), Topics.EVENTS.name(), Topics.TICKS.name(), Topics.ANSWERS.name());

    private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    private TopicCreation() {}

    /**
     * Creates what is missing and returns when it can be used.
     *
     * @param client Kafka client properties with {@code bootstrap.servers}
     * @param partitions of each new topic; at least 1
     * @return how many partitions the topics of a task's records have
     * @throws BrokerException if Kafka cannot be reached within ten seconds or refuses, or if the topics that a task's
     *     records share have different numbers of partitions
     */
    public static int ensure(Map<String, Object> client, int partitions) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        properties.put("request.timeout.ms", String.valueOf(PATIENCE.toMillis() / 2));
        Object servers = client.getOrDefault("bootstrap.servers", "(no bootstrap.servers)");
        try (Admin admin = Admin.create(properties)) {
            CreateTopicsResult created = admin.createTopics(Topics.all().stream()
                    .map(topic -> describe(topic, partitions))
                    .toList());
            Set<String> fresh = new HashSet<>();
            for (Map.Entry<String, KafkaFuture<Void>> topic : created.values().entrySet()) {
                if (isNew(topic.getValue())) {
                    fresh.add(topic.getKey());
                }
            }
            List<TopicDescription> topics = describeAll(admin);
            int count = requireSamePartitions(topics);
            awaitLeaders(admin, topics, fresh);
            keepEverything(admin);
            return count;
        } catch (KafkaException e) {
            throw unusable(servers, e);
        } catch (ExecutionException e) {
            throw unusable(servers, below(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while creating the topics", e);
        }
    }

    private static NewTopic describe(Topic<?> topic, int partitions) {
        int count = topic.equals(Topics.NOTIFICATIONS) ? Math.min(partitions, MOST_WRITERS) : partitions;
        return new NewTopic(topic.name(), Optional.of(count), Optional.empty()).configs(settings(topic));
    }

    /** What a topic must be like. */
    static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>(kept(topic.retention()));
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("max.message.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        return settings;
    }

    private static Map<String, String> kept(Retention retention) {
        Map<String, String> settings = new HashMap<>();
        settings.put("cleanup.policy", retention == Retention.NEWEST_OF_KEY ? "compact" : "delete");
        if (retention == Retention.EVERYTHING) {
            settings.putAll(FOR_EVER);
        }
        return settings;
    }

    /** For topics that were made by an older version, or by hand. */
    private static void keepEverything(Admin admin) throws ExecutionException, InterruptedException {
        List<AlterConfigOp> settings = FOR_EVER.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        Topics.all().stream()
                .filter(topic -> topic.retention() == Retention.EVERYTHING)
                .forEach(topic -> changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), settings));
        try {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.warn(
                    "no right to set {} on {}; without them incidents are told again once Kafka has deleted what was"
                            + " told",
                    FOR_EVER,
                    changes.keySet());
        }
    }

    private static boolean isNew(KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Waits for the leaders of new partitions to take records. If one refuses a producer's first batch and takes its second,
     * it refuses the first for ever (measured with Kafka 4.3.1: out of order, until the producer gives up after two
     * minutes).
     */
    private static void awaitLeaders(Admin admin, List<TopicDescription> topics, Set<String> fresh)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        topics.stream().filter(topic -> fresh.contains(topic.name())).forEach(topic -> topic.partitions()
                .forEach(each ->
                        partitions.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest())));
        admin.listOffsets(partitions).all().get();
    }

    private static int requireSamePartitions(List<TopicDescription> topics) {
        List<TopicDescription> found =
                topics.stream().filter(topic -> TOGETHER.contains(topic.name())).toList();
        List<String> counts = found.stream()
                .map(topic -> topic.name() + " has " + topic.partitions().size())
                .sorted()
                .toList();
        if (found.stream().map(topic -> topic.partitions().size()).distinct().count() > 1) {
            throw new BrokerException("a task's logs and events must meet in one partition, but the partition counts "
                    + "differ: " + String.join(", ", counts) + "; delete the topics or give them the same count");
        }
        return found.get(0).partitions().size();
    }

    /** Waits for the brokers to hear of the topics that the controller has made. */
    private static List<TopicDescription> describeAll(Admin admin) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return List.copyOf(admin.describeTopics(
                                Topics.all().stream().map(Topic::name).toList())
                        .allTopicNames()
                        .get()
                        .values());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    static BrokerException unusable(Object servers, Throwable cause) {
        Throwable root = below(cause);
        if (cause instanceof TimeoutException || root instanceof TimeoutException) {
            return new BrokerException(
                    "cannot reach Kafka at " + servers + " within " + PATIENCE.toSeconds()
                            + " s; check kafka.bootstrap.servers, the network, and whether the listener wants TLS",
                    cause);
        }
        String what = cause instanceof AuthenticationException || root instanceof AuthenticationException
                ? " refuses the credentials: "
                : " cannot be used: ";
        return new BrokerException("Kafka at " + servers + what + root.getMessage(), cause);
    }

    private static Throwable below(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : cause;
    }
}
