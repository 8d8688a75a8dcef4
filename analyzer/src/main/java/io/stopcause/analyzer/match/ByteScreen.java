package io.stopcause.analyzer.match;

import io.stopcause.model.Surface;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells by the bytes of an application's log which of its lines rules may be about, so that the others are never decoded.
 * Immutable and safe for use by several threads.
 */
public final class ByteScreen {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = ONES << 7;
    private static final long BLANKS = ONES * ' ';
    private static final long BACKSLASHES = ONES * '\\';
    private static final int LONG_LITERAL = 6;

    private final Judge judge;
    private final ByteGrams longLiterals;
    private final ByteGrams shortLiterals;
    private final Joins joins;

    /** @param branches a line that holds, of none of them, a member of each set is quiet */
    ByteScreen(Judge judge, Collection<List<LiteralSet>> branches) {
        this.judge = judge;
        Map<String, Company> longer = new TreeMap<>();
        Map<String, Company> shorter = new TreeMap<>();
        Set<String> all = new TreeSet<>();
        for (List<LiteralSet> branch : branches) {
            LiteralSet best = best(branch);
            List<List<String>> others = branch.stream()
                    .filter(set -> !set.equals(best))
                    .map(ByteScreen::ascii)
                    .toList();
            if (others.stream().noneMatch(List::isEmpty)) {
                ascii(best).forEach(literal -> (literal.length() < LONG_LITERAL ? shorter : longer)
                        .computeIfAbsent(literal, key -> new Company())
                        .add(others));
                all.addAll(ascii(best));
                others.forEach(all::addAll);
            }
        }
        this.longLiterals = ByteGrams.ofLong(longer);
        this.shortLiterals = ByteGrams.ofShort(shorter);
        this.joins = new Joins(all);
    }

    /** Those that a line of ASCII can hold. */
    private static List<String> ascii(LiteralSet set) {
        return set.literals().stream().filter(ByteScreen::isAscii).toList();
    }

    /** Of sets that a match needs each, the one that is found with the least. */
    private static LiteralSet best(Collection<LiteralSet> sets) {
        return sets.stream()
                .filter(set -> set.shortest() >= Literals.LEAST)
                .min(Comparator.comparing(ByteScreen::hasShort).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static boolean hasShort(LiteralSet set) {
        return set.literals().stream().anyMatch(literal -> isAscii(literal) && literal.length() < LONG_LITERAL);
    }

    private static boolean isAscii(String literal) {
        return literal.chars().allMatch(letter -> letter < 128);
    }

    /**
     * Places that want a closer look, in their order: a line without one of them is quiet.
     *
     * @param text whole lines from {@code from} to {@code to}, each with its end
     */
    public int[] suspects(byte[] text, int from, int to) {
        Places places = new Places();
        longLiterals.find(text, from, to, places);
        shortLiterals.find(text, from, to, places);
        unusual(text, from, to, places);
        return places.sorted();
    }

    /** Whether no rule is about the line. */
    public boolean isQuiet(String line) {
        return judge.isQuiet(Surface.APP_LOG, line);
    }

    /** Adds where bytes do not stand for themselves: beyond ASCII, control characters, escapes, and runs of blanks. */
    private void unusual(byte[] text, int from, int to, Places places) {
        int at = from;
        long blankBefore = 0;
        while (at + Long.BYTES <= to) {
            long word = (long) LONG.get(text, at);
            long blank = zeros(word ^ BLANKS);
            long alone = ((word - BLANKS) | word | zeros(word ^ BACKSLASHES)) & HIGH;
            long inRow = blank & ((blank << Byte.SIZE) | blankBefore);
            if ((alone | inRow) == 0) {
                blankBefore = blank >>> (Long.SIZE - Byte.SIZE);
                at += Long.BYTES;
            } else {
                blankBefore = 0;
                at = unusual(text, from, at, Math.min(at + Long.BYTES, to), to, places);
            }
        }
        while (at < to) {
            at = unusual(text, from, at, at + 1, to, places);
        }
    }

    /** The highest bits of those bytes that are zero, and perhaps of some above them. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH;
    }

    /** Looks at each byte up to {@code end}, and as far as a run of blanks goes; where it stopped. */
    private int unusual(byte[] text, int from, int start, int end, int to, Places places) {
        int at = start;
        while (at < end) {
            byte letter = text[at];
            int runEnd = isBlank(letter) ? runEnd(text, at, to) : at;
            if (runEnd > at ? isRunOfNote(text, from, at, runEnd, to) : isOfNote(text, at, to)) {
                places.add(at);
                return ByteGrams.lineEnd(text, at, to);
            }
            at = Math.max(runEnd, at + 1);
        }
        return at;
    }

    private static boolean isOfNote(byte[] text, int at, int to) {
        byte letter = text[at];
        boolean lineEnd = letter == '\n' || (letter == '\r' && at + 1 < to && text[at + 1] == '\n');
        return (letter < ' ' && !lineEnd) || letter == '\\';
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t';
    }

    private static int runEnd(byte[] text, int start, int to) {
        int end = start + 1;
        while (end < to && isBlank(text[end])) {
            end++;
        }
        return end;
    }

    private boolean isRunOfNote(byte[] text, int from, int at, int end, int to) {
        int start = at;
        while (start > from && isBlank(text[start - 1])) {
            start--;
        }
        boolean tabs = false;
        for (int i = start; i < end; i++) {
            tabs |= text[i] == '\t';
        }
        boolean inner = start > from && text[start - 1] != '\n' && end < to && text[end] != '\n';
        return (tabs && joins.mayTouch(text, start, end))
                || (inner && (tabs || end > start + 1) && joins.mayGoOver(text, start, end));
    }
}
