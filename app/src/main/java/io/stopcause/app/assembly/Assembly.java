package io.stopcause.app.assembly;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.rules.RuleWatch;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * A running stopcause: everything that a process's roles ask for, started in the order in which each needs the others
 * and stopped in the opposite one. {@link #check} and {@link #failure} may be called by any thread, {@link #close} once.
 */
public final class Assembly implements AutoCloseable {

    private final Deque<Part> parts = new ConcurrentLinkedDeque<>();
    private Map<String, Object> client = Map.of();
    private int partitions;
    private Optional<URI> liveAddress = Optional.empty();

    private Assembly() {}

    private void startAll(StopcauseConfig config, Set<Role> roles, Surroundings surroundings, Clock clock) {
        client = cluster(config, surroundings);
        partitions = TopicCreation.ensure(client, config.kafka().partitionsOfNewTopics());
        if (roles.contains(Role.ANALYZE)) {
            RuleSet rules = config.rules().loadTested();
            AnalyzerPart analyzer =
                    new AnalyzerPart(rules, client, partitions, config.data().resolve("streams"));
            parts.push(analyzer);
            config.rules()
                    .directory()
                    .ifPresent(directory -> parts.push(
                            new RulesPart(new RuleWatch(config.rules(), directory, rules.version(), analyzer::use))));
        }
        if (roles.contains(Role.NOTIFY)) {
            parts.push(new NotifierPart(config.notifier(), client, surroundings));
        }
        if (roles.contains(Role.CONSOLE)) {
            ConsolePart console = new ConsolePart(config, client, surroundings);
            parts.push(console);
            liveAddress = Optional.of(console.address());
        }
        if (roles.contains(Role.INGEST)) {
            parts.push(new IngestPart(config.ingest(), client, clock));
        }
        config.metrics().ifPresent(metrics -> parts.push(new MetricsPart(metrics, List.copyOf(parts), this::wrong)));
    }

    /**
     * Starts all parts and returns when they run; what they read and whom they tell may be unreachable for now.
     *
     * @param surroundings where the console receiver prints, and where secrets come from
     * @throws io.stopcause.app.broker.BrokerException if there is no Kafka to work with
     * @throws io.stopcause.analyzer.rule.RuleException if the rules cannot be used
     */
    public static Assembly start(StopcauseConfig config, Set<Role> roles, Surroundings surroundings, Clock clock) {
        Assembly assembly = new Assembly();
        try {
            assembly.startAll(config, roles, surroundings, clock);
            return assembly;
        } catch (RuntimeException e) {
            assembly.close();
            throw e;
        }
    }

    private Map<String, Object> cluster(StopcauseConfig config, Surroundings surroundings) {
        if (!config.kafka().isEmbedded()) {
            return config.kafka().clientProperties(surroundings.secrets());
        }
        BrokerPart broker = new BrokerPart(config.data().resolve("kafka"));
        parts.push(broker);
        return broker.clientProperties();
    }

    /** What a Kafka client needs to see the same topics. */
    public Map<String, Object> clientProperties() {
        return client;
    }

    /** How many partitions the topics of a task's records have. */
    public int partitions() {
        return partitions;
    }

    /** Where the live page is; absent where this process does not serve it. */
    public Optional<URI> liveAddress() {
        return liveAddress;
    }

    /** One line for each part that has something to say at its start, in their order. */
    public List<String> greetings() {
        List<String> lines = new ArrayList<>();
        parts.descendingIterator().forEachRemaining(part -> part.greeting()
                .ifPresent(text -> lines.add("%-10s %s".formatted(part.name(), text))));
        return lines;
    }

    /** All that is wrong, whether it may pass or not. */
    private List<String> wrong() {
        return Stream.concat(failure().stream(), check().stream()).toList();
    }

    /** What is wrong now and may pass by itself, in words. */
    public List<String> check() {
        return parts.stream().flatMap(part -> part.check().stream()).toList();
    }

    /** Why a part will never work again; empty while all may. */
    public Optional<String> failure() {
        return parts.stream().flatMap(part -> part.failure().stream()).findFirst();
    }

    /** Stops everything, the last started first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
