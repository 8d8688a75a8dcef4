package io.stopcause.bench.micro;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the micro-benchmarks for a short while each, and prints their table. Argument: which, as an expression. */
final class Micro {

    private static final int WARM_UPS = 3;
    private static final int MEASUREMENTS = 3;

    private Micro() {}

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(arguments.length > 0 ? arguments[0] : ".*Benchmark.*")
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(MEASUREMENTS)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        System.out.print("| micro-benchmark | mean | least | most |\n|---|---|---|---|\n");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            String name = result.getParams().getBenchmark();
            String[] parts = name.split("\\.", -1);
            System.out.printf(
                    Locale.ROOT,
                    "| %s.%s | %.2f %s | %.2f | %.2f |%n",
                    parts[parts.length - 2],
                    parts[parts.length - 1],
                    primary.getScore(),
                    primary.getScoreUnit(),
                    primary.getStatistics().getMin(),
                    primary.getStatistics().getMax());
        }
    }
}
