package io.stopcause.bench.stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.match.ByteScreen;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a line costs on its way, in a few seconds, as a ratio of processor time to Jackson's reading of the same batch
 * into a tree, which is always there. The best of many short runs by turns: what else runs on the machine only ever makes
 * a run longer. Allocated bytes hardly vary at all.
 */
public final class ShortForm {

    private static final int WARM_UP = 15;
    private static final int ROUNDS = 30;
    private static final int REFERENCE_TIMES = 20;

    private final JsonMapper jackson = JsonMapper.builder().build();
    private final LogBatch batch = new FleetRecords().work(1, FleetRecords.LINES);
    private final byte[] record = Json.writeBytes(batch);
    private final byte[] text = batch.lines().stream()
            .map(LogLine::message)
            .collect(Collectors.joining("\n", "", "\n"))
            .getBytes(StandardCharsets.UTF_8);
    private final Judge judge = new Judge(RuleSet.shipped());
    private final Narrator narrator = new Narrator(judge);
    private final ByteScreen screen = judge.screen(List.of()).orElseThrow();

    /** Prints what {@link #measure} gives, as the file of properties that the build compares with. */
    public static void main(String[] arguments) throws IOException {
        new ShortForm().measure().forEach((name, value) -> System.out.printf(Locale.ROOT, "%s=%.3f%n", name, value));
    }

    /** One of the things that are measured. */
    private interface Work {
        void run() throws IOException;
    }

    /** By name: ratios of processor time, and bytes for a line. */
    public Map<String, Double> measure() throws IOException {
        Map<String, Work> works = new LinkedHashMap<>();
        works.put("cpu.read", () -> Json.read(record, LogBatch.class));
        works.put("cpu.look", () -> batch.lines().forEach(line -> judge.isQuiet(Surface.APP_LOG, line.message())));
        works.put("cpu.lookAtBytes", () -> screen.suspects(text, 0, text.length));
        works.put("cpu.tell", () -> narrator.tell(batch.key(), Story.EMPTY, batch));
        Map<String, Double> measured = ratios(works);
        Allocation allocation = new Allocation(judge);
        measured.put("bytes.read", allocation.reading());
        measured.put("bytes.look", allocation.looking());
        measured.put("bytes.tell", allocation.telling());
        return measured;
    }

    private Map<String, Double> ratios(Map<String, Work> works) throws IOException {
        Map<String, Double> best = new TreeMap<>();
        double reference = Double.MAX_VALUE;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean counts = round >= WARM_UP;
            double once = spent(this::readTree) / REFERENCE_TIMES;
            reference = counts ? Math.min(reference, once) : reference;
            for (Map.Entry<String, Work> work : works.entrySet()) {
                double spent = spent(work.getValue());
                if (counts) {
                    best.merge(work.getKey(), spent, Math::min);
                }
            }
        }
        double unit = reference;
        best.replaceAll((name, spent) -> spent / unit);
        return best;
    }

    private void readTree() throws IOException {
        for (int i = 0; i < REFERENCE_TIMES; i++) {
            jackson.readTree(record);
        }
    }

    private static double spent(Work work) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
