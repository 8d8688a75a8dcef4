package io.stopcause.app.rules;

import java.util.List;

/**
 * What a rule set costs on given records.
 *
 * @param records how many there were
 * @param nanos what the whole matching of a record takes: prefilter, harmless contexts, all rules
 * @param low the same in the fastest round
 * @param high the same in the slowest
 * @param rules those that any record reached, the dearest first
 */
public record Cost(long records, double nanos, double low, double high, List<Price> rules) {

    public Cost {
        rules = List.copyOf(rules);
    }

    /**
     * What one rule costs.
     *
     * @param tried how often one of its expressions was reached
     * @param hits how often it was found there
     * @param nanos what its expressions take, for each record of all
     */
    public record Price(String rule, long tried, long hits, double nanos) {}
}
