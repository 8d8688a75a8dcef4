package io.stopcause.analyzer.match;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds literals in bytes by their grams of four: a bitmap that stays in the nearest cache says of nearly every probe that
 * nothing begins there, a table of the grams themselves of most others, and only then literals are compared. Ignores the
 * case of ASCII letters. Immutable.
 */
final class ByteGrams {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int GRAM = 4;
    private static final int LEAST_BITS = 16;
    private static final int MOST_BITS = 19;
    private static final int SPREAD = 0x9E3779B1;
    /** Joins capitals with small letters, and some marks with others, which only costs a comparison. */
    private static final int FOLD = 0x20202020;

    private final int stride;
    private final int mask;
    private final int bits;
    private final long[] bitmap;
    /** Positions in {@link #entries} by gram, one more than they are; 0 where there is none. */
    private final int[] table;

    private final Entry[] entries;

    private record Entry(int gram, String literal, int offset, Company company) {}

    private ByteGrams(int letters, int stride, Map<String, Company> literals) {
        this.stride = stride;
        this.mask = letters == GRAM ? -1 : 0x00FFFFFF;
        RareGrams rare = new RareGrams();
        literals.keySet().forEach(literal -> rare.add(grams(literal, letters)));
        List<Entry> all = new ArrayList<>();
        literals.forEach((literal, company) -> {
            int[] grams = grams(literal, letters);
            int from = rare.rarest(literal, grams, stride);
            for (int offset = from; offset < from + stride; offset++) {
                all.add(new Entry(grams[offset], literal, offset, company));
            }
        });
        this.entries = all.stream().sorted(Comparator.comparingInt(Entry::gram)).toArray(Entry[]::new);
        int size = Integer.SIZE - Integer.numberOfLeadingZeros(entries.length * 8 + 1);
        this.bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, size));
        this.bitmap = new long[1 << (bits - 6)];
        this.table = new int[Integer.highestOneBit(entries.length * 4 + 1) * 2];
        fill();
    }

    /** Finds literals of six letters and more by a look at every third byte. */
    static ByteGrams ofLong(Map<String, Company> literals) {
        return new ByteGrams(GRAM, 3, literals);
    }

    /** Finds literals of three letters and more by a look at every byte. */
    static ByteGrams ofShort(Map<String, Company> literals) {
        return new ByteGrams(GRAM - 1, 1, literals);
    }

    private void fill() {
        for (int i = 0; i < entries.length; i++) {
            int gram = entries[i].gram;
            if (i > 0 && entries[i - 1].gram == gram) {
                continue;
            }
            int hash = hash(gram, bits);
            bitmap[hash >>> 6] |= 1L << hash;
            int slot = slot(gram);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i + 1;
        }
    }

    private int[] grams(String literal, int letters) {
        byte[] bytes = Arrays.copyOf(literal.getBytes(StandardCharsets.US_ASCII), literal.length() + GRAM - letters);
        int[] grams = new int[literal.length() - letters + 1];
        Arrays.setAll(grams, at -> gram(bytes, at));
        return grams;
    }

    private int gram(byte[] text, int at) {
        return ((int) INT.get(text, at) | FOLD) & mask;
    }

    private static int hash(int gram, int bits) {
        return (gram * SPREAD) >>> (Integer.SIZE - bits);
    }

    private int slot(int gram) {
        return (gram * SPREAD) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    /**
     * Adds a place of each line that holds one of the literals in its company.
     *
     * @param text whole lines from {@code from} to {@code to}, each with its end
     */
    void find(byte[] text, int from, int to, Places places) {
        if (entries.length == 0) {
            return;
        }
        long[] map = bitmap;
        int shift = Integer.SIZE - bits;
        for (int at = from; at <= to - GRAM; at += stride) {
            int gram = ((int) INT.get(text, at) | FOLD) & mask;
            int hash = (gram * SPREAD) >>> shift;
            if ((map[hash >>> 6] & (1L << hash)) != 0 && holds(text, at, gram, from, to)) {
                places.add(at);
                at = lineEnd(text, at, to) - stride + 1;
            }
        }
    }

    static int lineEnd(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean holds(byte[] text, int at, int gram, int from, int to) {
        int slot = slot(gram);
        while (table[slot] != 0) {
            int first = table[slot] - 1;
            if (entries[first].gram == gram) {
                return holdsOne(first, text, at, from, to);
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return false;
    }

    private boolean holdsOne(int first, byte[] text, int at, int from, int to) {
        int gram = entries[first].gram;
        for (int i = first; i < entries.length && entries[i].gram == gram; i++) {
            int start = at - entries[i].offset;
            String literal = entries[i].literal;
            if (start >= from
                    && start + literal.length() <= to
                    && startsWith(text, start, literal)
                    && entries[i].company.standsIn(text, at, from, to)) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWith(byte[] text, int start, String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (fold(text[start + i]) != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int fold(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
