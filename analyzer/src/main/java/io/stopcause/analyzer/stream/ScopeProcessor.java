package io.stopcause.analyzer.stream;

import static io.stopcause.analyzer.stream.StoryProcessor.started;

import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.incident.ScopeFold;
import io.stopcause.analyzer.incident.ScopeState;
import io.stopcause.analyzer.incident.Scopes;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Json;
import io.stopcause.model.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Folds the scopes of a partition and publishes the documents that changed. */
final class ScopeProcessor implements Processor<String, Fact, String, Document> {

    private final ScopeFold fold;
    private final int partitions;
    private final Map<Integer, Instant> passed = new TreeMap<>();
    private final Scopes scopes = new Scopes();
    private @Nullable ProcessorContext<String, Document> context;
    private @Nullable KeyValueStore<String, ScopeState> states;
    private @Nullable KeyValueStore<String, Fact> background;
    private @Nullable KeyValueStore<String, Published> published;

    ScopeProcessor(RuleSet rules, int partitions) {
        this.fold = new ScopeFold(rules);
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, Document> context) {
        this.context = context;
        this.states = context.getStateStore(AnalyzerTopology.SCOPES);
        this.background = context.getStateStore(AnalyzerTopology.BACKGROUND);
        this.published = context.getStateStore(AnalyzerTopology.PUBLISHED);
        try (KeyValueIterator<String, ScopeState> all = states.all()) {
            all.forEachRemaining(entry -> scopes.restore(entry.key, entry.value));
        }
        try (KeyValueIterator<String, Fact> all = background.all()) {
            all.forEachRemaining(entry -> take(entry.value));
        }
    }

    @Override
    public void process(Record<String, Fact> record) {
        Fact fact = record.value();
        Instant before = Narrator.complete(passed, partitions);
        Iterable<String> concerned = take(fact);
        fact.backgroundKey().ifPresent(key -> started(background)
                .put(key, scopes.background().kept(fact)));
        scopes.background().forgotten().forEach(started(background)::delete);
        if (fact instanceof Fact.Passed && Narrator.complete(passed, partitions).equals(before)) {
            return;
        }
        fact.scopeKey().ifPresent(key -> scopes.state(key)
                .ifPresent(state -> started(states).put(key, state)));
        concerned.forEach(key -> publishOrBury(key, record));
    }

    /** One scope that cannot be folded must not keep the others from being told that time has passed. */
    private void publishOrBury(String key, Record<String, Fact> record) {
        try {
            publish(key, record);
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            DeadLetter letter = new DeadLetter(
                    "scope " + key,
                    String.valueOf(e),
                    Json.write(record.value()),
                    Instant.ofEpochMilli(record.timestamp()));
            Document document = new Document(Topics.DEAD_LETTERS.name(), letter.place(), Json.write(letter));
            started(context).forward(record.withKey(document.key()).withValue(document));
        }
    }

    private Iterable<String> take(Fact fact) {
        if (fact instanceof Fact.Passed tick) {
            passed.merge(tick.partition(), tick.time(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return scopes.add(fact);
    }

    private void publish(String key, Record<String, Fact> record) {
        Instant asOf = Narrator.complete(passed, partitions);
        Published before = Optional.ofNullable(started(published).get(key)).orElse(Published.NOTHING);
        Optional<ScopeFold.Amount> amount = scopes.state(key)
                .flatMap(state -> fold.fold(state, scopes.background(), asOf))
                .map(scopes.background()::joined);
        Published.Change change = before.change(amount.map(Document::of).orElse(Map.of()));
        change.documents().forEach(document -> started(context)
                .forward(record.withKey(document.key()).withValue(document)));
        if (!change.documents().isEmpty()) {
            started(published).put(key, change.after());
        }
    }
}
