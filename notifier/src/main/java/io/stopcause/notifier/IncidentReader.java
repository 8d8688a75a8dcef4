package io.stopcause.notifier;

import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.decision.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads incidents and hands them to the lanes. A partition is read from its beginning; only when all that it held has
 * been seen is anything handed on, so that nobody is told of a state that is long past. Used by one thread.
 */
final class IncidentReader implements ConsumerRebalanceListener, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final LogReader logReader;
    private final Desk desk;
    private final List<Lane> lanes;
    private final Map<TopicPartition, Long> behind = new HashMap<>();
    private final Map<String, Waiting.Place> backlog = new LinkedHashMap<>();

    IncidentReader(Consumer<byte[], byte[]> consumer, LogReader logReader, Desk desk, List<Lane> lanes) {
        this.consumer = consumer;
        this.logReader = logReader;
        this.desk = desk;
        this.lanes = lanes;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.INCIDENTS.name()), this);
    }

    /** One round. */
    void poll() {
        consumer.poll(POLL).forEach(entry -> read(entry)
                .ifPresent(incident -> take(new Waiting.Place(incident, entry.partition()))));
        behind.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (behind.isEmpty()) {
            backlog.values()
                    .forEach(place -> lanes.forEach(lane -> lane.waiting().put(place)));
            backlog.clear();
        }
    }

    /** Keeps only what somebody may have to be told: of a long history, that is little. */
    private void take(Waiting.Place place) {
        Incident incident = place.incident();
        boolean news = desk.pipeline().decide(incident, desk.log()).stream()
                .anyMatch(decision -> decision.verdict() != Decision.Verdict.SILENT);
        if (news || behind.isEmpty()) {
            backlog.put(incident.id(), place);
        } else {
            backlog.remove(incident.id());
        }
    }

    private Optional<Incident> read(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null) {
            return Optional.empty();
        }
        try {
            Incident incident = Json.read(entry.value(), Incident.class);
            desk.counts().addIncident();
            return Optional.of(incident);
        } catch (JsonReadException e) {
            desk.counts().addDeadLetter();
            desk.journal()
                    .write(new DeadLetter(
                            entry.topic() + "-" + entry.partition() + "@" + entry.offset(),
                            String.valueOf(e.getMessage()),
                            new String(entry.value(), StandardCharsets.UTF_8),
                            desk.clock().instant()));
            return Optional.empty();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        logReader.catchUp();
        consumer.seekToBeginning(partitions);
        behind.putAll(consumer.endOffsets(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(behind::remove);
        Set<Integer> gone = partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        backlog.values().removeIf(place -> gone.contains(place.partition()));
        lanes.forEach(lane -> lane.forget(gone));
    }

    @Override
    public void close() {
        consumer.close();
        logReader.close();
    }
}
