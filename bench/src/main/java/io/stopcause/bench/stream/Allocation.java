package io.stopcause.bench.stream;

import com.sun.management.ThreadMXBean;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.Surface;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What one more ordinary line of a batch allocates on its way. Ordinary is a line that the quick look sets aside, as it
 * does with nearly all; the difference of a longer and a shorter batch leaves out what a batch costs by itself.
 */
public final class Allocation {

    private static final int SHORT = 100;
    private static final int LONG = 200;
    private static final int TIMES = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final LogBatch shorter;
    private final LogBatch longer;
    private final Judge judge;
    private final Narrator narrator;

    public Allocation(Judge judge) {
        this.judge = judge;
        this.narrator = new Narrator(judge);
        LogBatch work = new FleetRecords().work(1, 4 * LONG);
        List<LogLine> quiet = work.lines().stream().filter(this::isQuiet).toList();
        this.shorter = new LogBatch(work.source(), quiet.subList(0, SHORT));
        this.longer = new LogBatch(work.source(), quiet.subList(0, LONG));
    }

    private boolean isQuiet(LogLine line) {
        return judge.isQuiet(Surface.APP_LOG, line.message());
    }

    public static void main(String[] arguments) {
        Allocation measure = new Allocation(new Judge(RuleSet.shipped()));
        System.out.print("| an ordinary line allocates | bytes |\n|---|---|\n");
        row("read from JSON", measure.reading());
        row("the matcher's look at it", measure.looking());
        row("taken into the story, the look included", measure.telling());
    }

    private static void row(String what, double bytes) {
        System.out.printf(Locale.ROOT, "| %s | %.1f |%n", what, bytes);
    }

    /** Bytes for a line, of the record's JSON. */
    public double reading() {
        byte[] few = Json.writeBytes(shorter);
        byte[] many = Json.writeBytes(longer);
        return line(batch -> Json.read(batch.lines().size() == SHORT ? few : many, LogBatch.class));
    }

    /** Bytes for a line, of the look whether any rule may be about it. */
    public double looking() {
        return line(batch -> batch.lines().forEach(this::isQuiet));
    }

    /** Bytes for a line, of all that follows from it. */
    public double telling() {
        return line(batch -> narrator.tell(batch.key(), Story.EMPTY, batch));
    }

    private double line(Consumer<LogBatch> work) {
        allocated(work, longer);
        allocated(work, shorter);
        return (allocated(work, longer) - allocated(work, shorter)) / (double) (LONG - SHORT);
    }

    private static double allocated(Consumer<LogBatch> work, LogBatch batch) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < TIMES; i++) {
            work.accept(batch);
        }
        return (THREADS.getThreadAllocatedBytes(thread) - before) / (double) TIMES;
    }
}
