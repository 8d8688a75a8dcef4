package io.stopcause.analyzer.match;

import java.util.BitSet;
import java.util.List;

/**
 * Finds which sets of literals have a member in a text, whatever their number.
 *
 * <p>A literal of six letters or more has a 4-gram at every offset modulo three, so one look-up for every third letter
 * finds all of these; shorter ones need shorter grams or more look-ups.
 */
final class LiteralFinder {

    private final List<GramTable> tables =
            List.of(new GramTable(4, 3), new GramTable(3, 1), new GramTable(2, 1), new GramTable(1, 1));

    /** @param owner what {@link #find} gives where one of the literals occurs */
    void add(LiteralSet set, int owner) {
        for (String literal : set.literals()) {
            tables.stream()
                    .filter(table -> literal.length() >= table.least())
                    .findFirst()
                    .orElseThrow()
                    .add(Prefilter.fold(literal), owner);
        }
    }

    /** Ends the taking in. */
    void freeze() {
        tables.forEach(GramTable::freeze);
    }

    /** The owners of the sets that have a member in the folded text. */
    BitSet find(char[] folded) {
        BitSet found = new BitSet();
        for (GramTable table : tables) {
            table.find(folded, found);
        }
        return found;
    }
}
