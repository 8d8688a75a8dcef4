package io.stopcause.bench.stream;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.bench.Pairs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What ten times the tasks, services and open incidents cost: the time of a line, and the memory of a task. Two fleets
 * live in one process, and are measured by turns. Arguments: tasks of the smaller fleet, and rounds.
 */
final class Growth {

    private static final int TIMES = 10;
    private static final int LINES_OF_TASK = 5;
    private static final int BATCHES = 200;
    private static final double NANOS_OF_MICRO = 1e3;
    private static final int STEP = 7_919;

    private final Bench bench;
    private final int tasks;
    private final double heap;
    private final double disk;
    private final FleetRecords fleet = new FleetRecords();
    private int next;

    private Growth(RuleSet rules, int tasks) throws IOException {
        this.tasks = tasks;
        this.bench = new Bench(rules);
        begin(0, tasks / 2);
        long heapOfHalf = heap();
        long diskOfHalf = bench.disk();
        begin(tasks / 2, tasks);
        this.heap = (double) (heap() - heapOfHalf);
        this.disk = (double) (bench.disk() - diskOfHalf);
    }

    /** Tasks that run and have written something; one of each service has failed, and its incident stays open. */
    private void begin(int from, int to) {
        for (int task = from; task < to; task++) {
            bench.take(fleet.running(task));
            bench.take(fleet.lines(task, LINES_OF_TASK));
            if (task % FleetRecords.TASKS_OF_SERVICE == 0) {
                bench.take(fleet.failure(task));
                bench.take(fleet.stopped(task, true));
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        int tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        RuleSet rules = RuleSet.shipped();
        Growth small = new Growth(rules, tasks);
        Growth large = new Growth(rules, tasks * TIMES);
        small.line();
        large.line();
        Pairs time = new Pairs();
        for (int round = 0; round < rounds; round++) {
            double few = small.line();
            time.add(large.line(), few);
        }
        System.out.print(time.row(
                String.format(Locale.ROOT, "a line, %,d tasks", tasks * TIMES),
                "µs of processor time",
                String.format(Locale.ROOT, "%,d tasks", tasks)));
        row("heap of one more task", small.heap, large.heap, tasks);
        row("disk of one more task", small.disk, large.disk, tasks);
        small.bench.close();
        large.bench.close();
    }

    /** What the second half of each fleet takes: the first also pays for what there is once. */
    private static void row(String what, double small, double large, int tasks) {
        Pairs pair = new Pairs();
        pair.add(large / tasks / TIMES * 2, small / tasks * 2);
        System.out.print(pair.row(
                String.format(Locale.ROOT, "%s, %,d tasks", what, tasks * TIMES),
                "bytes",
                String.format(Locale.ROOT, "%,d tasks", tasks)));
    }

    /** Microseconds of this thread's time for a line, over tasks from everywhere. */
    private double line() {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, BATCHES)
                .mapToObj(each -> {
                    next = (next + STEP) % tasks;
                    return fleet.lines(next, FleetRecords.LINES);
                })
                .toList();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        records.forEach(bench::take);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return spent / NANOS_OF_MICRO / BATCHES / FleetRecords.LINES;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
