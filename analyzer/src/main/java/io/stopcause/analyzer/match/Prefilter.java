package io.stopcause.analyzer.match;

import java.util.BitSet;
import java.util.List;

/**
 * Tells which expressions a text could match, by the literals that each of them needs.
 *
 * <p>A literal of six letters or more has a 4-gram at every offset modulo three, so one look-up for every third letter
 * finds all of these, whatever their number. The few expressions that have only shorter literals cost a look-up for
 * every letter.
 */
final class Prefilter {

    private static final int LONG = 6;
    private static final int SHORT = GramTable.GRAM;

    private final GramTable longer = new GramTable(LONG - SHORT + 1);
    private final GramTable shorter = new GramTable(1);
    private final BitSet always = new BitSet();

    /** @param expressions in the order of the indices that {@link #candidates} gives */
    Prefilter(List<String> expressions) {
        for (int expression = 0; expression < expressions.size(); expression++) {
            add(expressions.get(expression), expression);
        }
    }

    private void add(String source, int expression) {
        List<String> literals = Literals.required(source, LONG);
        GramTable table = longer;
        if (literals.isEmpty()) {
            literals = Literals.required(source, SHORT);
            table = shorter;
        }
        if (literals.isEmpty()) {
            always.set(expression);
        }
        for (String literal : literals) {
            table.add(fold(literal), expression);
        }
    }

    /** Whether the expression is tried on every text, because it needs no literal that is long enough. */
    boolean isAlways(int expression) {
        return always.get(expression);
    }

    /** Indices of the expressions that may match; none of the others does. */
    BitSet candidates(String text) {
        BitSet found = (BitSet) always.clone();
        char[] folded = fold(text);
        longer.find(folded, found);
        shorter.find(folded, found);
        return found;
    }

    /** Upper, then lower: the folding under which a regular expression ignores case. */
    private static char[] fold(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c >= 'A' && c <= 'Z') {
                chars[i] = (char) (c + 32);
            } else if (c > 127) {
                chars[i] = Character.toLowerCase(Character.toUpperCase(c));
            }
        }
        return chars;
    }
}
