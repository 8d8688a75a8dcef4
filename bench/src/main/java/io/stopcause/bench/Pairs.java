package io.stopcause.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Figures of stopcause and of a reference, taken by turns in one run, so that both meet the same noise. */
public final class Pairs {

    /** The head of the table that {@link #row} goes into. */
    public static final String HEAD = "| what | stopcause | reference | ratio |\n|---|---|---|---|\n";

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> references = new ArrayList<>();

    public void add(double our, double reference) {
        ours.add(our);
        references.add(reference);
    }

    /** The middle of the ratios, stopcause by its reference. */
    public double ratio() {
        return median(ratios());
    }

    /**
     * A row of a Markdown table: medians, then the ratio with its spread.
     *
     * @param unit of both figures
     */
    public String row(String what, String unit, String reference) {
        List<Double> ratios = ratios();
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %s: %s %s | %.2f (%.2f–%.2f) |%n",
                what,
                figure(median(ours)),
                unit,
                reference,
                figure(median(references)),
                unit,
                median(ratios),
                ratios.get(0),
                ratios.get(ratios.size() - 1));
    }

    private List<Double> ratios() {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / references.get(i))
                .sorted()
                .toList();
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    private static String figure(double figure) {
        return String.format(Locale.ROOT, figure < 100 ? "%.2f" : "%,.0f", figure);
    }
}
