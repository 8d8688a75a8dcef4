package io.stopcause.app.broker;

import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A look at a cluster and its topics; changes nothing.
 *
 * @param brokers how many there are
 * @param missing topics that do not exist yet; {@code run} makes them
 * @param wrong topics whose settings would lose or refuse records, each in words
 */
public record TopicCheck(int brokers, List<String> missing, List<String> wrong) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public TopicCheck {
        missing = List.copyOf(missing);
        wrong = List.copyOf(wrong);
    }

    /**
     * Looks.
     *
     * @param client Kafka client properties with {@code bootstrap.servers}
     * @throws BrokerException if Kafka cannot be reached within ten seconds or refuses
     */
    public static TopicCheck of(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        properties.put("request.timeout.ms", String.valueOf(PATIENCE.toMillis() / 2));
        Object servers = client.getOrDefault("bootstrap.servers", "(no bootstrap.servers)");
        try (Admin admin = Admin.create(properties)) {
            int brokers = admin.describeCluster().nodes().get().size();
            Set<String> existing = admin.listTopics().names().get();
            List<Topic<?>> there = Topics.all().stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList();
            List<String> missing = Topics.all().stream()
                    .map(Topic::name)
                    .filter(name -> !existing.contains(name))
                    .toList();
            return new TopicCheck(brokers, missing, wrong(admin, there));
        } catch (KafkaException e) {
            throw TopicCreation.unusable(servers, e);
        } catch (ExecutionException e) {
            throw TopicCreation.unusable(servers, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while looking at the topics", e);
        }
    }

    private static List<String> wrong(Admin admin, Collection<Topic<?>> topics)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        topics.stream().map(TopicCheck::resource).toList())
                .all()
                .get();
        List<String> wrong = new ArrayList<>();
        for (Topic<?> topic : topics) {
            Config config = configs.get(resource(topic));
            if (config != null) {
                TopicCreation.settings(topic).forEach((name, should) -> {
                    String is = config.get(name) == null ? "" : config.get(name).value();
                    if (!isEnough(name, is, should)) {
                        wrong.add(topic.name() + ": " + name + " is " + is + ", should be " + should);
                    }
                });
            }
        }
        return wrong;
    }

    /** More room than is needed does no harm. */
    static boolean isEnough(String name, String is, String should) {
        return (name.equals("max.message.bytes") && is.matches("\\d+"))
                ? Long.parseLong(is) >= Long.parseLong(should)
                : is.equals(should);
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
