package io.stopcause.app.notify;

import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the notification log: what was told of each incident last, and how often it was told as open. */
final class ToldLog implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Kind> last = new HashMap<>();
    private final Map<String, Integer> openings = new HashMap<>();
    private final List<Notification> repeats = new ArrayList<>();
    private final List<Notification> all = new ArrayList<>();
    private final Map<String, Integer> intentions = new HashMap<>();

    ToldLog(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.NOTIFICATIONS.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes in all that has been written and committed up to now. */
    ToldLog read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(entry -> take(Json.read(entry.value(), Notification.class)));
        }
        return this;
    }

    private void take(Notification entry) {
        all.add(entry);
        if (entry.attempt().outcome() == Outcome.SENDING) {
            intentions.merge(entry.receiver() + " " + entry.attempt().key().orElseThrow(), 1, Integer::sum);
        }
        if (entry.attempt().outcome() != Outcome.DELIVERED) {
            return;
        }
        last.put(entry.incident(), entry.kind());
        if (entry.kind() == Kind.OPENED) {
            openings.merge(entry.incident(), 1, Integer::sum);
        }
        boolean single = entry.group().isEmpty();
        if (single && entry.attempt().reason().contains("may have been delivered already")) {
            repeats.add(entry);
        }
    }

    boolean knows(String incident) {
        return last.containsKey(incident);
    }

    boolean settled(String incident) {
        return last.get(incident) == Kind.RESOLVED;
    }

    /** Whether it was told as open once, neither more nor less. */
    boolean openedOnce(String incident) {
        return openings.getOrDefault(incident, 0) == 1;
    }

    /** Messages about one incident that a crash may have repeated. */
    List<Notification> repeats() {
        return List.copyOf(repeats);
    }

    /** Messages that a crash cut off before it was written down what became of them. */
    long cutOff() {
        return intentions.values().stream().filter(times -> times > 1).count();
    }

    /** All that was written about incidents whose ids these texts begin with, a line each. */
    String of(List<String> texts) {
        return all.stream()
                .filter(entry -> texts.stream().anyMatch(text -> (text + " ").startsWith(entry.incident() + " ")))
                .map(entry -> "%n%s %s %s %s %s"
                        .formatted(
                                entry.incident(),
                                entry.receiver(),
                                entry.kind(),
                                entry.attempt(),
                                entry.told().state()))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
