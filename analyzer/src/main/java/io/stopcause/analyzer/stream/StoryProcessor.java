package io.stopcause.analyzer.stream;

import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Tick;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the story of each task and tells what is new in it. */
final class StoryProcessor implements Processor<String, Event, String, Fact> {

    private final Narrator narrator;
    private final int partitions;
    private @Nullable ProcessorContext<String, Fact> context;
    private @Nullable KeyValueStore<String, Story> stories;

    StoryProcessor(Judge judge, int partitions) {
        this.narrator = new Narrator(judge);
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, Fact> context) {
        this.context = context;
        this.stories = context.getStateStore(AnalyzerTopology.STORIES);
    }

    @Override
    public void process(Record<String, Event> record) {
        Event event = record.value();
        String key = record.key();
        if (event instanceof LogBatch batch) {
            keep(record, narrator.tell(key, story(key), batch));
        } else if (event instanceof AwsEvent aws) {
            keep(record, narrator.tell(key, story(key), aws));
        } else if (event instanceof Tick tick) {
            toAll(record, new Fact.Passed(started(context).taskId().partition(), tick.time()));
        }
    }

    private Story story(String key) {
        return Optional.ofNullable(started(stories).get(key)).orElse(Story.EMPTY);
    }

    private void keep(Record<String, Event> record, Narrator.Told told) {
        if (!told.story().equals(Story.EMPTY)) {
            started(stories).put(record.key(), told.story());
        }
        for (Fact fact : told.facts()) {
            Optional<String> scope = fact.scopeKey();
            if (scope.isPresent()) {
                started(context).forward(record.withKey(scope.get()).withValue(fact));
            } else {
                toAll(record, fact);
            }
        }
    }

    private void toAll(Record<String, Event> record, Fact fact) {
        for (int partition = 0; partition < partitions; partition++) {
            started(context)
                    .forward(record.withKey(FactPartitioner.copy(partition)).withValue(fact));
        }
    }

    static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("init has not been called");
        }
        return part;
    }
}
