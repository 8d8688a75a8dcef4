package io.stopcause.analyzer.stream;

import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.ScopeState;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.Event;
import io.stopcause.model.SharedCauses;
import io.stopcause.model.topic.Retention;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The analyzer as one list of steps: records by task become facts, facts by scope become incidents. What a scope fails for
 * comes back to all scopes by a topic of its own; it follows from the scope's own facts alone, so nothing goes round.
 */
public final class AnalyzerTopology {

    static final String STORIES = "stories";
    static final String SCOPES = "scopes";
    static final String BACKGROUND = "background";
    static final String PUBLISHED = "published";

    private AnalyzerTopology() {}

    /**
     * The topology.
     *
     * @param partitions of {@link Topics#LOGS} and of all topics that it reads beside it
     */
    public static Topology build(RuleSet rules, int partitions) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store(STORIES, Story.class));
        builder.addStateStore(store(SCOPES, ScopeState.class));
        builder.addStateStore(store(BACKGROUND, Fact.class));
        builder.addStateStore(store(PUBLISHED, Published.class));
        Judge judge = new Judge(rules);

        KStream<String, Fact> told = events(builder, Topics.LOGS)
                .merge(events(builder, Topics.EVENTS))
                .merge(events(builder, Topics.TICKS))
                .process(() -> new StoryProcessor(judge, partitions), STORIES);
        KStream<String, Fact> answered = builder.stream(
                        Topics.ANSWERS.name(), Consumed.with(Serdes.String(), Topics.ANSWERS.serde()))
                .mapValues(Fact.Answered::new);
        KStream<String, Fact> shared = builder.stream(
                        Topics.SHARED_CAUSES.name(), Consumed.with(Serdes.String(), Topics.SHARED_CAUSES.serde()))
                .flatMap((scope, causes) -> toAll(confirmed(scope, causes), partitions));
        told.merge(answered)
                .merge(shared)
                .repartition(Repartitioned.<String, Fact>as("facts")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(topic("facts", Fact.class).serde())
                        .withNumberOfPartitions(partitions)
                        .withStreamPartitioner(new FactPartitioner()))
                .process(() -> new ScopeProcessor(rules, partitions), SCOPES, BACKGROUND, PUBLISHED)
                .to((key, document, context) -> document.topic(), Produced.with(Serdes.String(), Document.serde()));
        return builder.build();
    }

    /** A scope that shares nothing any more deletes what it said. */
    private static Fact confirmed(String scope, @Nullable SharedCauses causes) {
        return new Fact.Confirmed(causes == null ? new SharedCauses(scope, List.of()) : causes);
    }

    private static List<KeyValue<String, Fact>> toAll(Fact fact, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> KeyValue.pair(FactPartitioner.copy(partition), fact))
                .toList();
    }

    private static <E extends Event> KStream<String, Event> events(StreamsBuilder builder, Topic<E> topic) {
        return builder.stream(topic.name(), Consumed.with(Serdes.String(), topic.serde()))
                .mapValues(event -> (Event) event);
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name),
                        Serdes.String(),
                        topic(name, type).serde())
                .withCachingEnabled();
    }

    private static <T> Topic<T> topic(String name, Class<T> type) {
        return new Topic<>(name, type, Retention.NEWEST_OF_KEY);
    }
}
