package io.stopcause.analyzer.mutation;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways in which an expression (RE2 syntax) is made to match more: the anchor or word boundary at either end goes,
 * and its longest word becomes any word. A word that may be missing is no candidate, for nothing would change.
 */
final class Widening {

    private static final int LEAST_LETTERS = 3;

    private final String source;
    /** What is no plain letter: escapes, classes, names of groups. */
    private final BitSet notPlain = new BitSet();

    private final BitSet optional = new BitSet();

    private Widening(String source) {
        this.source = source;
        scan();
    }

    /** The wider expressions, each with the words that say what was done. */
    static Map<String, String> of(String source) {
        Map<String, String> wider = new LinkedHashMap<>();
        ends(source, wider);
        new Widening(source).word(wider);
        return wider;
    }

    private static void ends(String source, Map<String, String> wider) {
        for (String anchor : List.of("^", "\\b")) {
            if (source.startsWith(anchor)) {
                wider.put(source.substring(anchor.length()), "'" + anchor + "' at the start dropped");
            }
        }
        for (String anchor : List.of("$", "\\b")) {
            if (source.endsWith(anchor) && !source.endsWith("\\" + anchor)) {
                wider.put(
                        source.substring(0, source.length() - anchor.length()), "'" + anchor + "' at the end dropped");
            }
        }
    }

    private void word(Map<String, String> wider) {
        int bestStart = 0;
        int bestEnd = 0;
        int start = 0;
        for (int at = 0; at <= source.length(); at++) {
            if (at < source.length() && isPlainLetter(at)) {
                continue;
            }
            int end = at < source.length() && "?*{".indexOf(source.charAt(at)) >= 0 ? at - 1 : at;
            if (end - start >= Math.max(LEAST_LETTERS, bestEnd - bestStart)) {
                bestStart = start;
                bestEnd = end;
            }
            start = at + 1;
        }
        if (bestEnd > bestStart) {
            wider.put(
                    source.substring(0, bestStart) + "\\w+" + source.substring(bestEnd),
                    "any word for '" + source.substring(bestStart, bestEnd) + "'");
        }
    }

    private boolean isPlainLetter(int at) {
        char c = source.charAt(at);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter && !notPlain.get(at) && !optional.get(at);
    }

    private void scan() {
        Deque<Integer> groups = new ArrayDeque<>();
        int at = 0;
        while (at < source.length()) {
            int next = at + 1;
            switch (source.charAt(at)) {
                case '\\' -> next = escape(at);
                case '[' -> next = characterClass(at);
                case '(' -> {
                    groups.push(at);
                    next = opening(at);
                }
                case ')' -> closing(groups.isEmpty() ? at : groups.pop(), at);
                default -> {}
            }
            at = Math.max(next, at + 1);
        }
    }

    private int escape(int at) {
        boolean named = source.startsWith("\\p{", at) || source.startsWith("\\x{", at);
        int end = named ? source.indexOf('}', at) + 1 : at + (source.startsWith("\\x", at) ? 4 : 2);
        notPlain.set(at, Math.min(end, source.length()));
        return end;
    }

    private int characterClass(int at) {
        int end = at + 1;
        end += source.startsWith("^", end) ? 1 : 0;
        end += source.startsWith("]", end) ? 1 : 0;
        while (end < source.length() && source.charAt(end) != ']') {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        notPlain.set(at, Math.min(end + 1, source.length()));
        return end + 1;
    }

    private int opening(int at) {
        int end = at + 1;
        if (source.startsWith("?", end)) {
            end = source.startsWith("?P<", end) ? source.indexOf('>', end) + 1 : source.indexOf(':', end) + 1;
        }
        notPlain.set(at, Math.max(end, at + 1));
        return end;
    }

    /** What stands in a group that may be missing, or that has an empty branch, may be missing too. */
    private void closing(int start, int at) {
        boolean mayBeMissing = source.startsWith("?", at + 1)
                || source.startsWith("*", at + 1)
                || source.startsWith("{0", at + 1)
                || source.startsWith("|", at - 1)
                || source.startsWith("(?:|", start);
        if (mayBeMissing) {
            optional.set(start, at);
        }
    }
}
