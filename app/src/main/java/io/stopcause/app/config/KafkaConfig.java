package io.stopcause.app.config;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Which Kafka cluster holds the topics. Without {@code bootstrap.servers} it is the embedded broker.
 *
 * @param preset {@code tls}, {@code scram} or {@code msk-iam}: properties that belong together
 * @param partitions of each topic that does not exist yet, from 1 to 1024; without it 4
 * @param username for {@code scram}; {@code ${NAME}} takes it from the environment
 * @param password for {@code scram}, or {@code passwordFile}
 * @param passwordFile a file that holds the password and nothing else
 * @param properties any other name is a Kafka client property and passed through; it wins over the preset's
 */
public record KafkaConfig(
        Optional<Preset> preset,
        Optional<Integer> partitions,
        Optional<SecretText> username,
        Optional<SecretText> password,
        Optional<String> passwordFile,
        @JsonAnySetter Map<String, String> properties) {

    /** What holds without a file: the embedded broker. */
    public static final KafkaConfig EMBEDDED = new KafkaConfig(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    private static final String SERVERS = "bootstrap.servers";
    private static final String LOGIN = "sasl.jaas.config";
    private static final int USUAL_PARTITIONS = 4;
    private static final int MOST_PARTITIONS = 1024;

    public KafkaConfig {
        properties = properties == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** Whether the broker runs inside this process. */
    public boolean isEmbedded() {
        return !properties.containsKey(SERVERS);
    }

    public int partitionsOfNewTopics() {
        return partitions.orElse(USUAL_PARTITIONS);
    }

    /** Everything that a client needs, secrets filled in; {@link #problems} has been asked before. */
    public Map<String, Object> clientProperties(Secrets secrets) {
        Map<String, Object> client = new HashMap<>();
        preset.ifPresent(chosen -> client.putAll(chosen.properties()));
        if (preset.equals(Optional.of(Preset.SCRAM)) && !properties.containsKey(LOGIN)) {
            client.put(LOGIN, login(secrets));
        }
        properties.forEach(
                (name, value) -> client.put(name, find(secrets, name, value).required()));
        return client;
    }

    private String login(Secrets secrets) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + quoted(secrets.find("username", username, Optional.empty()).required())
                + "\" password=\""
                + quoted(secrets.find("password", password, passwordFile).required()) + "\";";
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** All that is wrong with it, paths relative to it; looks up secrets and connects to nothing. */
    List<Problem> problems(Secrets secrets) {
        List<Problem> problems = new ArrayList<>();
        partitions
                .filter(count -> count < 1 || count > MOST_PARTITIONS)
                .ifPresent(count ->
                        problems.add(new Problem("partitions", count + " must lie between 1 and " + MOST_PARTITIONS)));
        if (isEmbedded() && (preset.isPresent() || username.isPresent() || !properties.isEmpty())) {
            problems.add(new Problem("", SERVERS + " is missing; without it the embedded broker takes no properties"));
        }
        Set<String> known = knownProperties();
        properties.keySet().stream()
                .filter(name -> !known.contains(name) && isTypo(name, known))
                .forEach(name -> problems.add(new Problem(name, Nearest.unknown("Kafka property", name, known))));
        properties.forEach((name, value) -> addProblems(problems, find(secrets, name, value)));
        if (preset.equals(Optional.of(Preset.SCRAM)) && !properties.containsKey(LOGIN)) {
            addProblems(problems, secrets.find("username", username, Optional.empty()));
            addProblems(problems, secrets.find("password", password, passwordFile));
        }
        return problems;
    }

    /** Any value may hold {@code ${NAME}}, since any may be a secret. */
    private static Secrets.Lookup find(Secrets secrets, String name, String value) {
        return secrets.find(name, Optional.of(new SecretText(value)), Optional.empty());
    }

    /** Names only: the values may be secrets. */
    @Override
    public String toString() {
        return "KafkaConfig[preset=" + preset + ", properties=" + properties.keySet() + "]";
    }

    private static void addProblems(List<Problem> problems, Secrets.Lookup lookup) {
        lookup.problems().forEach(problem -> problems.add(new Problem(problem.path(), problem.message())));
    }

    /** Plug-ins bring names of their own, so only what is nearly a known name is refused. */
    private static boolean isTypo(String name, Set<String> known) {
        return Nearest.to(name, known)
                .filter(near -> Math.abs(near.length() - name.length()) <= 2
                        && near.substring(0, 3).equals(name.substring(0, Math.min(3, name.length()))))
                .isPresent();
    }

    private static Set<String> knownProperties() {
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        return known;
    }
}
