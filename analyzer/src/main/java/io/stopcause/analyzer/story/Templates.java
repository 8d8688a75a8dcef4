package io.stopcause.analyzer.story;

import io.stopcause.model.LogLine;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The kinds of lines that a container wrote, as hashes of the lines with numbers, ids and addresses masked. Bounded: of
 * many, the {@value #MOST} smallest hashes are kept, so that the union is the same in any order, and it is known of which
 * lines nothing is known.
 *
 * @param hashes ordered
 */
public record Templates(NavigableSet<Integer> hashes) {

    static final int MOST = 256;
    public static final Templates NONE = new Templates(new TreeSet<>());

    private static final int LENGTH = 160;
    private static final int FNV_START = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;
    private static final int HEX = 8;

    public Templates {
        TreeSet<Integer> smallest = new TreeSet<>(hashes);
        while (smallest.size() > MOST) {
            smallest.pollLast();
        }
        hashes = Collections.unmodifiableNavigableSet(smallest);
    }

    Templates plus(Collection<LogLine> lines) {
        TreeSet<Integer> all = new TreeSet<>(hashes);
        lines.forEach(line -> all.add(hash(line.message())));
        return all.size() == hashes.size() ? this : new Templates(all);
    }

    /** What any of them wrote. Sets that are full know nothing of larger hashes; the one that knows most counts. */
    public static boolean isUnusual(String line, List<Templates> healthy) {
        int hash = hash(line);
        return healthy.stream().noneMatch(each -> each.hashes.contains(hash))
                && healthy.stream().anyMatch(each -> each.knows(hash));
    }

    private boolean knows(int hash) {
        return !hashes.isEmpty() && (hashes.size() < MOST || hash <= hashes.last());
    }

    /** The hash of a line whose words count and whose numbers, ids and addresses don't. */
    static int hash(String line) {
        int hash = FNV_START;
        int end = Math.min(line.length(), LENGTH);
        int i = 0;
        while (i < end) {
            int start = i;
            while (i < end && Character.isLetterOrDigit(line.charAt(i))) {
                i++;
            }
            if (i == start) {
                hash = (hash ^ line.charAt(i++)) * FNV_PRIME;
            } else if (isValue(line, start, i)) {
                hash = (hash ^ '#') * FNV_PRIME;
            } else {
                for (int at = start; at < i; at++) {
                    hash = (hash ^ line.charAt(at)) * FNV_PRIME;
                }
            }
        }
        return hash;
    }

    /** A word with a digit in it, or eight letters and more that may be hexadecimal. */
    private static boolean isValue(String line, int start, int end) {
        boolean hex = end - start >= HEX;
        for (int i = start; i < end; i++) {
            char c = line.charAt(i);
            if (Character.isDigit(c)) {
                return true;
            }
            hex &= (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        }
        return hex;
    }
}
