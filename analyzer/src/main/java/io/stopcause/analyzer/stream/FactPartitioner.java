package io.stopcause.analyzer.stream;

import io.stopcause.analyzer.incident.Fact;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends facts of a scope where answers with the same key go, and copies for all scopes to the partition they name. */
final class FactPartitioner implements StreamPartitioner<String, Fact> {

    private static final String COPY = "#";

    /** Key of the copy of a fact for one partition. */
    static String copy(int partition) {
        return COPY + partition;
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, Fact fact, int partitions) {
        int partition = key.startsWith(COPY)
                ? Integer.parseInt(key.substring(COPY.length()))
                : BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
        return Optional.of(Set.of(partition));
    }
}
