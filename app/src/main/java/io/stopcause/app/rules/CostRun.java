package io.stopcause.app.rules;

import io.stopcause.analyzer.lint.OrdinaryLines.Line;
import io.stopcause.analyzer.match.Attempt;
import io.stopcause.analyzer.match.Attempts;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Measures what each rule costs. Each is warmed up and then run round after round by itself, on what the prefilter lets
 * through to it; the median round counts, so that a pause of the machine does not.
 */
public final class CostRun {

    private static final long WARM_UP = 30_000_000;
    private static final long MEASURED = 60_000_000;
    private static final int LEAST_ROUNDS = 5;

    private final RuleSet rules;
    private final List<Line> records;

    public CostRun(RuleSet rules, List<Line> records) {
        this.rules = rules;
        this.records = List.copyOf(records);
    }

    /**
     * Measures all of it.
     *
     * @param progress told how many rules have been measured
     */
    public Cost measure(IntConsumer progress) {
        Attempts attempts = new Attempts(rules);
        Map<String, List<Attempt>> byRule = new TreeMap<>();
        for (Line record : records) {
            for (Attempt attempt : attempts.of(record.surface(), record.text())) {
                byRule.computeIfAbsent(attempt.rule().id(), rule -> new ArrayList<>())
                        .add(attempt);
            }
        }
        List<Cost.Price> prices = new ArrayList<>();
        byRule.forEach((rule, tries) -> {
            prices.add(price(rule, tries));
            progress.accept(prices.size());
        });
        prices.sort(
                Comparator.comparingDouble((Cost.Price price) -> -price.nanos()).thenComparing(Cost.Price::rule));
        Judge judge = new Judge(rules);
        List<Double> rounds = rounds(() -> records.stream()
                .mapToLong(
                        record -> judge.judge(record.surface(), record.text()).size())
                .sum());
        return new Cost(records.size(), median(rounds), rounds.get(0), rounds.get(rounds.size() - 1), prices);
    }

    private Cost.Price price(String rule, List<Attempt> attempts) {
        LongSupplier hits = () -> attempts.stream()
                .filter(attempt -> attempt.run().getAsBoolean())
                .count();
        return new Cost.Price(rule, attempts.size(), hits.getAsLong(), median(rounds(hits)));
    }

    /**
     * Nanoseconds a record of each round, the fastest first.
     *
     * @param round gives the same number each time; that it is compared keeps the compiler from leaving the work out
     */
    private List<Double> rounds(LongSupplier round) {
        long expected = round.getAsLong();
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP; ) {
            require(round.getAsLong() == expected);
        }
        List<Double> rounds = new ArrayList<>();
        for (long start = System.nanoTime(); rounds.size() < LEAST_ROUNDS || System.nanoTime() - start < MEASURED; ) {
            long begin = System.nanoTime();
            require(round.getAsLong() == expected);
            rounds.add((double) (System.nanoTime() - begin) / records.size());
        }
        rounds.sort(Comparator.naturalOrder());
        return rounds;
    }

    private static void require(boolean same) {
        if (!same) {
            throw new IllegalStateException("the same texts have given another number of hits");
        }
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
