package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Recall;
import io.stopcause.ingest.Recent;
import io.stopcause.ingest.Share;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives readers back what was written before them, by this process or another, so that nothing is written twice. */
final class Memory {

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
            ToReaders taker = new ToReaders(byGroup, events);
            try (Recall recall = share.recall(from, to)) {
                while (recall.next(taker)) {
                    // Nothing else is done before the readers know all of it.
                }
            }
        }
    }

    private record ToReaders(Map<String, GroupReader> readers, Recent events) implements Recall.Taker {

        @Override
        public void lines(LogBatch batch) {
            Optional.ofNullable(readers.get(batch.source().group())).ifPresent(reader -> reader.recall(batch));
        }

        /** An event does not say in which group it stood. */
        @Override
        public void event(AwsEvent event) {
            var unused = events.isNew(event);
        }
    }
}
