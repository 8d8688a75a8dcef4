package io.stopcause.app.accuracy;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The verdicts that say about the same of their own certainty, and how many of them are right.
 *
 * @param from the least confidence of the bin
 * @param to the confidence that the next bin begins with; the last bin includes it
 * @param said the mean of what they say
 */
public record Reliability(double from, double to, int verdicts, int right, double said) {

    private static final int BINS = 10;

    /** One bin for each tenth; verdicts only, for who names no cause claims nothing. */
    static List<Reliability> of(List<Judged> answers) {
        return IntStream.range(0, BINS).mapToObj(bin -> bin(bin, answers)).toList();
    }

    private static Reliability bin(int bin, List<Judged> answers) {
        List<Judged> inside = answers.stream()
                .filter(each -> each.answer().cause().isPresent())
                .filter(each -> Math.min(BINS - 1, (int) (each.answer().confidence() * BINS + 1e-9)) == bin)
                .toList();
        return new Reliability(
                (double) bin / BINS,
                (double) (bin + 1) / BINS,
                inside.size(),
                (int) inside.stream().filter(Judged::right).count(),
                inside.stream()
                        .mapToDouble(each -> each.answer().confidence())
                        .average()
                        .orElse(0));
    }
}
