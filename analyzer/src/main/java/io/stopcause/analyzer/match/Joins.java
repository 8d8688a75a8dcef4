package io.stopcause.analyzer.match;

import java.util.Collection;

/**
 * Tells where a run of blanks may stand for a blank of a literal: what stands beside the run is what stands beside the
 * blank in one of them. Says yes too often rather than too seldom. Immutable.
 */
final class Joins {

    private static final int BITS = 19;
    private static final int SPREAD = 0x9E3779B1;
    /** Stands for a letter beyond the literal's end, where the text may have any. */
    private static final int ANY = 0;

    /** Stand for a literal's blank at its begin or its end, where no letter can stand. */
    private static final int BEGIN = 1;

    private static final int END = 2;

    private final long[] bitmap = new long[1 << (BITS - 6)];
    private boolean blanksAlone;

    Joins(Collection<String> literals) {
        for (String literal : literals) {
            int start = literal.indexOf(' ');
            while (start >= 0) {
                int end = start;
                while (end < literal.length() && literal.charAt(end) == ' ') {
                    end++;
                }
                add(literal, start, end);
                start = literal.indexOf(' ', end);
            }
        }
    }

    private void add(String literal, int start, int end) {
        if (start == 0 && end == literal.length()) {
            blanksAlone = true;
        } else if (start == 0) {
            add(BEGIN, literal.charAt(end), letter(literal, end + 1), letter(literal, end + 2));
        } else if (end == literal.length()) {
            add(letter(literal, start - 3), letter(literal, start - 2), literal.charAt(start - 1), END);
        } else {
            add(letter(literal, start - 2), literal.charAt(start - 1), literal.charAt(end), letter(literal, end + 1));
        }
    }

    private void add(int first, int second, int third, int fourth) {
        int hash = hash(first, second, third, fourth);
        bitmap[hash >>> 6] |= 1L << hash;
    }

    private static int letter(String literal, int at) {
        return at >= 0 && at < literal.length() ? literal.charAt(at) : ANY;
    }

    /**
     * Whether a literal may go over the run.
     *
     * @param start of the run
     * @param end behind the run, in front of the line's end
     */
    boolean mayGoOver(byte[] text, int start, int end) {
        int left = letter(text, start - 1);
        int before = letter(text, start - 2);
        int right = letter(text, end);
        int behind = letter(text, end + 1);
        return holds(before, left, right, behind)
                || holds(ANY, left, right, behind)
                || holds(before, left, right, ANY)
                || holds(ANY, left, right, ANY);
    }

    /** Whether a literal may begin or end with the run, or be a part of it. */
    boolean mayTouch(byte[] text, int start, int end) {
        int right = letter(text, end);
        int behind = letter(text, end + 1);
        int left = letter(text, start - 1);
        int before = letter(text, start - 2);
        return blanksAlone
                || holds(BEGIN, right, behind, letter(text, end + 2))
                || holds(BEGIN, right, behind, ANY)
                || holds(BEGIN, right, ANY, ANY)
                || holds(letter(text, start - 3), before, left, END)
                || holds(ANY, before, left, END)
                || holds(ANY, ANY, left, END);
    }

    private static int letter(byte[] text, int at) {
        if (at < 0 || at >= text.length) {
            return ANY;
        }
        return text[at] == '\t' ? ' ' : ByteGrams.fold(text[at]);
    }

    private boolean holds(int first, int second, int third, int fourth) {
        int hash = hash(first, second, third, fourth);
        return (bitmap[hash >>> 6] & (1L << hash)) != 0;
    }

    private static int hash(int first, int second, int third, int fourth) {
        return (((first << 24) ^ (second << 16) ^ (third << 8) ^ fourth) * SPREAD) >>> (Integer.SIZE - BITS);
    }
}
