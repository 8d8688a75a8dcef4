package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which expressions a text could match, by the literals that each of them needs.
 *
 * <p>Every literal has at least six letters, so one of its first three 4-grams starts at a position that is a multiple
 * of three: one look-up in a small bitmap for every third letter finds them all, whatever their number.
 */
final class Prefilter {

    /** The fewest letters of a literal for which every third position suffices. */
    static final int SHORTEST = 6;

    private static final int GRAM = 4;
    private static final int STRIDE = 3;
    private static final int BITS = 17;

    private final long[] bitmap = new long[1 << (BITS - 6)];
    private final List<List<Entry>> buckets;
    private final BitSet always = new BitSet();

    private record Entry(String literal, int offset, int expression) {}

    /** @param expressions in the order of the indices that {@link #candidates} gives */
    Prefilter(List<String> expressions) {
        List<List<Entry>> table = new ArrayList<>();
        for (int i = 0; i < 1 << 12; i++) {
            table.add(List.of());
        }
        for (int expression = 0; expression < expressions.size(); expression++) {
            List<String> literals = Literals.required(expressions.get(expression), SHORTEST);
            if (literals.isEmpty()) {
                always.set(expression);
            }
            for (String literal : literals) {
                enter(table, literal, expression);
            }
        }
        this.buckets = table;
    }

    private void enter(List<List<Entry>> table, String literal, int expression) {
        char[] folded = fold(literal);
        for (int offset = 0; offset < STRIDE; offset++) {
            int hash = hash(folded, offset);
            bitmap[hash >>> 6] |= 1L << hash;
            List<Entry> grown = new ArrayList<>(table.get(hash & 0xfff));
            grown.add(new Entry(literal, offset, expression));
            table.set(hash & 0xfff, grown);
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
        for (int at = 0; at + GRAM <= folded.length; at += STRIDE) {
            int hash = hash(folded, at);
            if ((bitmap[hash >>> 6] & 1L << hash) != 0) {
                compare(folded, at, buckets.get(hash & 0xfff), found);
            }
        }
        return found;
    }

    private static void compare(char[] text, int at, List<Entry> entries, BitSet found) {
        for (Entry entry : entries) {
            if (!found.get(entry.expression) && startsWith(text, at - entry.offset, entry.literal)) {
                found.set(entry.expression);
            }
        }
    }

    private static boolean startsWith(char[] text, int from, String literal) {
        if (from < 0 || from + literal.length() > text.length) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (text[from + i] != literal.charAt(i)) {
                return false;
            }
        }
        return true;
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

    private static int hash(char[] text, int at) {
        int gram = text[at] | text[at + 1] << 8 | text[at + 2] << 16 | text[at + 3] << 24;
        return (gram * 0x9E3779B1) >>> (32 - BITS);
    }
}
