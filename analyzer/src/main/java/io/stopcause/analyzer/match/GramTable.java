package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds literals in a text by their 4-grams: a small bitmap that stays in the first-level cache, then a comparison. */
final class GramTable {

    /** Letters of a gram. */
    static final int GRAM = 4;

    private static final int BITS = 17;
    private static final int BUCKETS = 1 << 12;

    private final int stride;
    private final long[] bitmap = new long[1 << (BITS - 6)];
    private final List<List<Entry>> buckets = new ArrayList<>();

    private record Entry(String literal, int offset, int expression) {}

    /** @param stride how many letters apart the text is probed; a literal needs {@code stride + 3} letters */
    GramTable(int stride) {
        this.stride = stride;
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(List.of());
        }
    }

    void add(char[] literal, int expression) {
        for (int offset = 0; offset < stride; offset++) {
            int hash = hash(literal, offset);
            bitmap[hash >>> 6] |= 1L << hash;
            List<Entry> grown = new ArrayList<>(buckets.get(hash & BUCKETS - 1));
            grown.add(new Entry(new String(literal), offset, expression));
            buckets.set(hash & BUCKETS - 1, grown);
        }
    }

    /** Adds the expressions of all literals that the text holds. */
    void find(char[] text, BitSet found) {
        for (int at = 0; at + GRAM <= text.length; at += stride) {
            int hash = hash(text, at);
            if ((bitmap[hash >>> 6] & 1L << hash) != 0) {
                compare(text, at, buckets.get(hash & BUCKETS - 1), found);
            }
        }
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

    private static int hash(char[] text, int at) {
        int gram = text[at] | text[at + 1] << 8 | text[at + 2] << 16 | text[at + 3] << 24;
        return (gram * 0x9E3779B1) >>> (32 - BITS);
    }
}
