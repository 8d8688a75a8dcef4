package io.stopcause.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** A command beside its reference, run by turns, so that both meet the same noise. */
final class Comparison {

    private final String name;
    private final List<String> command;
    private final List<String> reference;
    private final List<Cost> costs = new ArrayList<>();
    private final List<Cost> references = new ArrayList<>();

    Comparison(String name, List<String> command, List<String> reference) {
        this.name = name;
        this.command = List.copyOf(command);
        this.reference = List.copyOf(reference);
    }

    void run(Path directory) throws IOException, InterruptedException {
        references.add(Cost.of(directory, reference));
        costs.add(Cost.of(directory, command));
    }

    /** Processor seconds, the median of all runs. */
    double cpu() {
        return median(costs, Cost::cpu);
    }

    /** A row of a Markdown table: medians in seconds, then ratios with their spread. */
    String row() {
        return "| %s | %.2f s, %.2f s | %.2f s, %.2f s | %s | %s |"
                .formatted(
                        name,
                        median(costs, Cost::wall),
                        median(costs, Cost::cpu),
                        median(references, Cost::wall),
                        median(references, Cost::cpu),
                        ratio((cost, other) -> cost.wall() / other.wall()),
                        ratio((cost, other) -> cost.cpu() / other.cpu()));
    }

    private String ratio(ToDoubleBiFunction<Cost, Cost> of) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            ratios.add(of.applyAsDouble(costs.get(i), references.get(i)));
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f–%.2f)",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
        return costs.stream()
                .mapToDouble(of)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
