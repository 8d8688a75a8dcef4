package io.stopcause.bench.micro;

import io.stopcause.analyzer.match.ByteScreen;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.bench.stream.FleetRecords;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.Surface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The matcher with the shipped rules, for a line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatcherBenchmark {

    private static final int LINES = 5 * FleetRecords.LINES;

    private final Judge judge = new Judge(RuleSet.shipped());
    private final LogBatch batch = new FleetRecords().work(1, LINES);
    private final byte[] bytes = batch.lines().stream()
            .map(LogLine::message)
            .collect(Collectors.joining("\n", "", "\n"))
            .getBytes(StandardCharsets.UTF_8);
    private final ByteScreen screen = judge.screen(List.of()).orElseThrow();

    /** The look at a line of a batch. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int look() {
        int quiet = 0;
        for (LogLine line : batch.lines()) {
            quiet += judge.isQuiet(Surface.APP_LOG, line.message()) ? 1 : 0;
        }
        return quiet;
    }

    /** The look at the bytes of a file. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int[] lookAtBytes() {
        return screen.suspects(bytes, 0, bytes.length);
    }

    /** What a line that matches is judged by. */
    @Benchmark
    public List<Hit> hit() {
        return judge.judge(Surface.APP_LOG, "exec /docker-entrypoint.sh: exec format error");
    }
}
