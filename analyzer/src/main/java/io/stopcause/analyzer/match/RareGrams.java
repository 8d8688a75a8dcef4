package io.stopcause.analyzer.match;

import java.util.Arrays;

/** Chooses by which grams to look for a literal: those that ordinary text and the other literals hold most seldom. */
final class RareGrams {

    private static final int BITS = 19;
    private static final int SPREAD = 0x9E3779B1;
    /** Letters by how often logs hold them, the commonest last. */
    private static final String COMMON = "zqjxkvbywgpfmuhcdlnirsoate ";

    private static final int COMMON_MARK = 12;
    private static final int COMMON_DIGIT = 20;
    /** How much worse than a commoner letter it is that others share a gram, by the logarithm of their number. */
    private static final double SHARED = 5;

    /** How many literals hold a gram, by its hash: where they share one, each of them is compared. */
    private final int[] shared = new int[1 << BITS];

    /** Takes in the grams of one of the literals; all of them before the first is asked for. */
    void add(int[] grams) {
        for (int gram : grams) {
            shared[hash(gram)]++;
        }
    }

    /**
     * Where the best run of grams begins.
     *
     * @param grams all of the literal, in their order
     * @param stride how many grams make a run
     */
    int rarest(String literal, int[] grams, int stride) {
        double[] crowds = Arrays.stream(grams)
                .mapToDouble(gram -> SHARED * Math.log(shared[hash(gram)]))
                .toArray();
        int[] letters = literal.chars().map(RareGrams::weight).toArray();
        int length = letters.length - grams.length + stride;
        int best = 0;
        double bestWeight = Double.MAX_VALUE;
        for (int from = 0; from + stride <= grams.length; from++) {
            double weight = Arrays.stream(letters, from, from + length).sum()
                    + Arrays.stream(crowds, from, from + stride).sum();
            if (weight < bestWeight) {
                best = from;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static int hash(int gram) {
        return (gram * SPREAD) >>> (Integer.SIZE - BITS);
    }

    private static int weight(int letter) {
        int common = COMMON.indexOf(letter);
        return common >= 0 ? common : Character.isDigit(letter) ? COMMON_DIGIT : COMMON_MARK;
    }
}
