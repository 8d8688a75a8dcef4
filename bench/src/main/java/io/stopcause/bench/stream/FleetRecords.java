package io.stopcause.bench.stream;

import io.stopcause.bench.TaskEvents;
import io.stopcause.bench.Workload;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.Tick;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of a fleet as ingest writes them to Kafka: the same bytes for the same seed. For one thread. */
public final class FleetRecords {

    /** Of a batch, as ingest makes them from a page of CloudWatch Logs. */
    public static final int LINES = 200;

    /** How many tasks each service has at a time, where many run. */
    static final int TASKS_OF_SERVICE = 100;

    private static final long SEED = 20_260_303;
    private static final int TEXTS = 9_973;
    private static final int FAILURE_EVERY = 20;
    private static final String FAILURE = "java.lang.OutOfMemoryError: Java heap space";

    private final List<String> texts;
    private Instant now = Instant.parse("2026-03-03T18:00:00Z");
    private int lines;

    /** A fleet at the beginning of its evening. */
    public FleetRecords() {
        Workload workload = new Workload(SEED, List.of());
        this.texts =
                IntStream.range(0, TEXTS).mapToObj(line -> workload.line(false)).toList();
    }

    /** From now on it is that late. */
    void at(Instant time) {
        now = time;
    }

    private static String id(int task) {
        return "%016x%016x".formatted(task * 0x9E3779B97F4A7C15L, (long) task);
    }

    /** The name of the service that a task is of. */
    static String service(int task) {
        return "service-" + task / TASKS_OF_SERVICE;
    }

    private TaskEvents task(int task) {
        return new TaskEvents(id(task), service(task), time());
    }

    private String time() {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A task begins to run. */
    public ProducerRecord<byte[], byte[]> running(int task) {
        return event(task(task).running("running-" + task, time()));
    }

    /** A task ends. */
    public ProducerRecord<byte[], byte[]> stopped(int task, boolean failed) {
        return event(task(task).stopped("stopped-" + task, time(), failed));
    }

    private static ProducerRecord<byte[], byte[]> event(String json) {
        AwsEvent event = Json.read(json, AwsEvent.class);
        return Topics.EVENTS.record(event.key(), event);
    }

    /** Lines of a task as it works. */
    public LogBatch work(int task, int count) {
        List<LogLine> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            now = now.plusMillis(1);
            made.add(line(texts.get(lines % TEXTS)));
        }
        return batch(task, made);
    }

    private LogLine line(String text) {
        return new LogLine("%056d".formatted(lines++), now, text);
    }

    private static LogBatch batch(int task, List<LogLine> lines) {
        LogSource source = new LogSource(
                "111122223333", "eu-central-1", "/ecs/" + service(task), "app/app/" + id(task), Surface.APP_LOG);
        return new LogBatch(source, lines);
    }

    /** The same as a record. */
    public ProducerRecord<byte[], byte[]> lines(int task, int count) {
        return record(work(task, count));
    }

    private static ProducerRecord<byte[], byte[]> record(LogBatch batch) {
        return Topics.LOGS.record(batch.key(), batch);
    }

    /** The line that a task fails with. */
    ProducerRecord<byte[], byte[]> failure(int task) {
        return record(batch(task, List.of(line(FAILURE))));
    }

    /** Time has passed, for all partitions. */
    List<ProducerRecord<byte[], byte[]>> ticks(int partitions) {
        byte[] tick = Json.writeBytes(new Tick(now));
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new ProducerRecord<>(
                        Topics.TICKS.name(),
                        partition,
                        Integer.toString(partition).getBytes(StandardCharsets.UTF_8),
                        tick))
                .toList();
    }

    /**
     * Whole lives of tasks that run side by side, one in twenty of which fails.
     *
     * @param first number of the first of them
     * @param batches that each of them writes
     */
    List<ProducerRecord<byte[], byte[]>> lives(int first, int tasks, int batches, int partitions) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        IntStream.range(first, first + tasks).forEach(task -> records.add(running(task)));
        for (int batch = 0; batch < batches; batch++) {
            IntStream.range(first, first + tasks).forEach(task -> records.add(lines(task, LINES)));
            records.addAll(ticks(partitions));
        }
        for (int task = first; task < first + tasks; task++) {
            boolean failed = task % FAILURE_EVERY == 0;
            if (failed) {
                records.add(failure(task));
            }
            records.add(stopped(task, failed));
        }
        records.addAll(ticks(partitions));
        return records;
    }
}
