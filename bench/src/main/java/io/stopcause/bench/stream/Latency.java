package io.stopcause.bench.stream;

import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.bench.Pairs;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * From a task's end in Kafka to the request at a webhook, with other tasks' lines in the background, exactly once; and
 * from the same record to a bare consumer. Arguments: seconds, and lines a second.
 */
final class Latency {

    private static final String NOTIFY = """
            notify:
              route: {receiver: hook}
              receivers:
                - name: hook
                  webhook: {url: 'http://127.0.0.1:%d/', secret: bench-bench-bench}
              quiet: {storm: {count: 1000000, window: 1m}}
            """;
    private static final int WARM_UP_SECONDS = 10;
    private static final int FAILURES_A_SECOND = 10;
    private static final int BUSY_TASKS = 500;
    private static final long NANOS = 1_000_000_000L;
    private static final long HIGHEST_NANOS = 60 * NANOS;

    private final FleetRecords fleet = new FleetRecords();
    private final KafkaProducer<byte[], byte[]> producer;
    private final int batches;
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> keys = new ConcurrentHashMap<>();
    private int failures;

    private Latency(KafkaProducer<byte[], byte[]> producer, int batches) {
        this.producer = producer;
        this.batches = batches;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        int lines = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        try (Cluster cluster = new Cluster();
                Hook hook = new Hook();
                Assembly parts = cluster.start(Set.of(Role.ANALYZE, Role.NOTIFY), NOTIFY.formatted(hook.port()));
                KafkaProducer<byte[], byte[]> producer = Bare.producer(cluster.client())) {
            Latency measure = new Latency(producer, lines / FleetRecords.LINES);
            Observer observer = new Observer(cluster, measure.keys);
            observer.start();
            measure.load(WARM_UP_SECONDS);
            cluster.awaitAnalyzed();
            measure.sent.clear();
            measure.load(seconds);
            long behind = cluster.behind(cluster.ends());
            cluster.awaitAnalyzed();
            Thread.sleep(2_000);
            observer.done = true;
            observer.join();
            measure.print(hook, observer, lines, behind);
            parts.failure().ifPresent(cause -> {
                throw new IllegalStateException(cause);
            });
        }
    }

    /** Sends at an even pace, each second a tick, failures and the background's batches. */
    private void load(int seconds) {
        int slots = Math.max(batches, FAILURES_A_SECOND);
        long start = System.nanoTime();
        for (int slot = 0; slot < seconds * slots; slot++) {
            LockSupport.parkNanos(start + slot * NANOS / slots - System.nanoTime());
            fleet.at(Instant.now());
            if (slot % slots == 0) {
                fleet.at(Instant.now().minusSeconds(5));
                fleet.ticks(Cluster.PARTITIONS).forEach(this::send);
            }
            if (slot % (slots / FAILURES_A_SECOND) == 0) {
                fail();
            }
            if (batches > 0) {
                send(fleet.lines(-1 - slot % BUSY_TASKS, FleetRecords.LINES));
            }
        }
    }

    /** A task of a service of its own. */
    private void fail() {
        int task = ++failures * FleetRecords.TASKS_OF_SERVICE;
        ProducerRecord<byte[], byte[]> stopped = fleet.stopped(task, true);
        send(fleet.failure(task));
        long now = System.nanoTime();
        keys.put(text(stopped.key()), now);
        sent.put(FleetRecords.service(task), now);
        send(stopped);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
    }

    private void print(Hook hook, Observer observer, int lines, long behind) {
        Histogram told = new Histogram(HIGHEST_NANOS, 3);
        sent.forEach((service, at) -> {
            Long request = hook.told().get(service);
            if (request != null) {
                told.recordValue(request - at);
            }
        });
        Histogram seen = observer.seen;
        for (double percentile : List.of(50.0, 99.0)) {
            Pairs pair = new Pairs();
            pair.add(millis(told, percentile), millis(seen, percentile));
            System.out.print(pair.row(
                    String.format(
                            Locale.ROOT,
                            "event produced → request at the receiver, %,d lines/s in the background, p%.0f of %d",
                            lines,
                            percentile,
                            told.getTotalCount()),
                    "ms",
                    "bare consumer sees it"));
        }
        if (behind > 2L * batches || told.getTotalCount() < sent.size()) {
            System.out.printf(
                    "| of these, told of by then | %d of %d | the analyzer was %d records behind | |%n",
                    told.getTotalCount(), sent.size(), behind);
        }
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** Reads the events as a bare consumer does. */
    private static final class Observer extends Thread {

        private final Histogram seen = new Histogram(HIGHEST_NANOS, 3);
        private final Cluster cluster;
        private final Map<String, Long> sent;
        private volatile boolean done;

        Observer(Cluster cluster, Map<String, Long> sent) {
            super("observer");
            this.cluster = cluster;
            this.sent = sent;
        }

        @Override
        public void run() {
            try (KafkaConsumer<byte[], byte[]> consumer = Bare.consumer(cluster.client())) {
                var partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                        .map(each -> new TopicPartition(each.topic(), each.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (!done) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                        Long at = sent.remove(text(record.key()));
                        if (at != null) {
                            seen.recordValue(System.nanoTime() - at);
                        }
                    }
                }
            }
        }
    }
}
