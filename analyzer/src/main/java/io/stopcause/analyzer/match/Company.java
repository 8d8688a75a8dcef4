package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.List;

/**
 * What else must stand in a line where a literal stands: of at least one branch that needs the literal, a member of each
 * of its other sets. Not changed any more once it is used.
 */
final class Company {

    /** The other sets by branch. */
    private final List<List<List<String>>> branches = new ArrayList<>();

    private boolean none;

    void add(List<List<String>> others) {
        none |= others.isEmpty();
        branches.add(others);
    }

    /**
     * Whether it stands there.
     *
     * @param at in the line
     * @param from the start of some line before it
     * @param to the end of some line behind it
     */
    boolean standsIn(byte[] text, int at, int from, int to) {
        if (none) {
            return true;
        }
        int start = at;
        while (start > from && text[start - 1] != '\n') {
            start--;
        }
        int end = ByteGrams.lineEnd(text, at, to);
        for (List<List<String>> others : branches) {
            if (allStandIn(text, start, end, others)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allStandIn(byte[] text, int start, int end, List<List<String>> sets) {
        for (List<String> set : sets) {
            if (!oneStandsIn(text, start, end, set)) {
                return false;
            }
        }
        return true;
    }

    private static boolean oneStandsIn(byte[] text, int start, int end, List<String> set) {
        for (String literal : set) {
            for (int at = start; at <= end - literal.length(); at++) {
                if (ByteGrams.startsWith(text, at, literal)) {
                    return true;
                }
            }
        }
        return false;
    }
}
