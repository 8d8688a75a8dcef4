package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Recent;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives readers back what was written before them, by this process or another, so that nothing is written twice. */
final class Memory {

    /** The clocks of brokers and readers may differ by so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private Memory() {}

    static void recall(Share share, Collection<GroupReader> readers, Recent events) {
        List<GroupReader.Span> spans =
                readers.stream().flatMap(reader -> reader.written().stream()).toList();
        if (!spans.isEmpty()) {
            Instant from = spans.stream()
                    .map(GroupReader.Span::from)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant to = spans.stream()
                    .map(GroupReader.Span::to)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            Map<String, GroupReader> byGroup =
                    readers.stream().collect(Collectors.toMap(GroupReader::groupName, reader -> reader));
            share.recall(from.minus(CLOCKS), to.plus(CLOCKS), new ToReaders(byGroup, events));
        }
    }

    private record ToReaders(Map<String, GroupReader> readers, Recent events) implements Sink {

        @Override
        public void logs(LogBatch batch) {
            Optional.ofNullable(readers.get(batch.source().group())).ifPresent(reader -> reader.recall(batch));
        }

        /** An event does not say in which group it stood. */
        @Override
        public void event(AwsEvent event) {
            var unused = events.isNew(event);
        }

        @Override
        public void answer(Answer answer) {
            throw new IllegalStateException("answers are not read back");
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new IllegalStateException("dead letters are not read back");
        }
    }
}
