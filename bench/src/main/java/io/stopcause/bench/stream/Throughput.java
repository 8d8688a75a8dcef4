package io.stopcause.bench.stream;

import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.bench.Pairs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * From Kafka to incidents, broker and producer in the same process: first while the lines are written, then a backlog.
 * Argument: rounds.
 */
final class Throughput {

    private static final int TASKS = 100;
    private static final int BATCHES = 10;
    private static final int LINES = TASKS * BATCHES * FleetRecords.LINES;
    private static final double NANOS = 1e9;

    private final Cluster cluster;
    private final FleetRecords fleet = new FleetRecords();
    private final KafkaProducer<byte[], byte[]> producer;
    private int tasks;

    private Throughput(Cluster cluster) {
        this.cluster = cluster;
        this.producer = Bare.producer(cluster.client());
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        try (Cluster cluster = new Cluster()) {
            Throughput measure = new Throughput(cluster);
            System.out.print(measure.together(rounds)
                    .row("Kafka → incidents, written at the same time", "lines/s", "bare producer and consumer"));
            System.out.print(measure.backlog(rounds)
                    .row("Kafka → incidents, backlog", "lines/s", "bare consumer of the same topics"));
            measure.producer.close();
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records() {
        tasks += TASKS;
        return fleet.lives(tasks - TASKS, TASKS, BATCHES, Cluster.PARTITIONS);
    }

    private Pairs together(int rounds) throws Exception {
        Pairs rates = new Pairs();
        try (Assembly analyzer = cluster.start(Set.of(Role.ANALYZE), "")) {
            written(records());
            cluster.awaitAnalyzed();
            for (int round = 0; round < rounds; round++) {
                List<ProducerRecord<byte[], byte[]>> records = records();
                double bare = bare(records);
                long start = System.nanoTime();
                written(records);
                cluster.awaitAnalyzed();
                rates.add(rate(start), bare);
            }
            require(analyzer);
        }
        return rates;
    }

    private double bare(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        List<ProducerRecord<byte[], byte[]>> same = records.stream()
                .map(record -> new ProducerRecord<>(Cluster.BARE, record.key(), record.value()))
                .toList();
        Map<TopicPartition, Long> from = cluster.ends(List.of(Cluster.BARE));
        long start = System.nanoTime();
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(() -> Bare.read(cluster.client(), from, same.size()));
        written(same);
        reading.get();
        return rate(start);
    }

    private void written(List<ProducerRecord<byte[], byte[]>> records) {
        Bare.send(producer, records);
    }

    private Pairs backlog(int rounds) throws Exception {
        Pairs rates = new Pairs();
        for (int round = 0; round < rounds; round++) {
            List<ProducerRecord<byte[], byte[]>> records = records();
            Map<TopicPartition, Long> from = cluster.ends();
            written(records);
            long start = System.nanoTime();
            Bare.read(cluster.client(), from, records.size());
            double bare = rate(start);
            rates.add(drained(), bare);
        }
        return rates;
    }

    /** The rate from the first commit to the last: a start takes its time, and no backlog is as short as this one. */
    private double drained() throws Exception {
        Map<TopicPartition, Long> ends = cluster.ends();
        long all = cluster.behind(ends);
        try (Assembly analyzer = cluster.start(Set.of(Role.ANALYZE), "")) {
            cluster.awaitBehind(all - 1);
            long start = System.nanoTime();
            long left = cluster.behind(ends);
            cluster.awaitAnalyzed();
            require(analyzer);
            return rate(start) * left / all;
        }
    }

    private static void require(Assembly analyzer) {
        analyzer.failure().ifPresent(cause -> {
            throw new IllegalStateException(cause);
        });
    }

    private static double rate(long start) {
        return LINES / ((System.nanoTime() - start) / NANOS);
    }
}
