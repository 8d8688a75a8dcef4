package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds literals in a text by their grams: a small bitmap that stays in the first-level cache, then a comparison. */
final class GramTable {

    private static final int BITS = 18;
    private static final int BUCKET_BITS = 14;

    private final int gram;
    private final int stride;
    private long[] bitmap = {};
    private final List<Owned> literals = new ArrayList<>();
    /** Entries by bucket: those of a bucket begin at its start. */
    private Entry[] sorted = {};

    private int[] starts = {};

    private record Entry(int hash, String literal, int offset, int owner) {}

    private record Owned(String literal, int owner) {}

    /**
     * A table without literals.
     *
     * @param gram letters of a gram, 1 to 4
     * @param stride how many letters apart the text is probed; a literal needs {@code gram + stride - 1} letters
     */
    GramTable(int gram, int stride) {
        this.gram = gram;
        this.stride = stride;
    }

    /** Letters that a literal needs to be found. */
    int least() {
        return gram + stride - 1;
    }

    /** Takes a literal in; {@link #freeze} must follow before anything is found. */
    void add(char[] literal, int owner) {
        literals.add(new Owned(new String(literal), owner));
    }

    /** Ends the taking in. */
    void freeze() {
        if (literals.isEmpty()) {
            return;
        }
        RareGrams rare = new RareGrams();
        literals.forEach(each -> rare.add(grams(each.literal)));
        sorted = literals.stream()
                .flatMap(each -> entries(each, rare))
                .sorted(Comparator.comparingInt(Entry::hash))
                .toArray(Entry[]::new);
        bitmap = new long[1 << (BITS - 6)];
        starts = new int[(1 << BUCKET_BITS) + 1];
        for (Entry entry : sorted) {
            bitmap[entry.hash >>> 6] |= 1L << entry.hash;
            starts[bucket(entry.hash) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        literals.clear();
    }

    private Stream<Entry> entries(Owned each, RareGrams rare) {
        int[] grams = grams(each.literal);
        int from = rare.rarest(each.literal, grams, stride);
        return IntStream.range(from, from + stride)
                .mapToObj(offset -> new Entry(hash(grams[offset]), each.literal, offset, each.owner));
    }

    private static int bucket(int hash) {
        return hash >>> (BITS - BUCKET_BITS);
    }

    /** Adds the owners of all literals that the text holds. */
    void find(char[] text, BitSet found) {
        if (sorted.length == 0) {
            return;
        }
        for (int at = 0; at + gram <= text.length; at += stride) {
            int hash = hash(gram(text, at));
            if ((bitmap[hash >>> 6] & 1L << hash) != 0) {
                collect(text, at, hash, found);
            }
        }
    }

    private void collect(char[] text, int at, int hash, BitSet found) {
        for (int i = starts[bucket(hash)]; i < starts[bucket(hash) + 1]; i++) {
            Entry entry = sorted[i];
            if (entry.hash == hash && !found.get(entry.owner) && startsWith(text, at - entry.offset, entry.literal)) {
                found.set(entry.owner);
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

    private int[] grams(String literal) {
        char[] letters = literal.toCharArray();
        int[] grams = new int[letters.length - gram + 1];
        Arrays.setAll(grams, at -> gram(letters, at));
        return grams;
    }

    private int gram(char[] text, int at) {
        int letters = gram > 1 ? text[at] | text[at + 1] << 8 : text[at];
        letters = gram > 2 ? letters | text[at + 2] << 16 : letters;
        return gram > 3 ? letters | text[at + 3] << 24 : letters;
    }

    private static int hash(int letters) {
        return (letters * 0x9E3779B1) >>> (32 - BITS);
    }
}
