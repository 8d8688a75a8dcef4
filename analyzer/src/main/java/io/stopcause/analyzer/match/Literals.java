package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds literals of which every text that an expression matches must contain at least one, so that a text without any
 * of them never reaches the expression. Understands the RE2 syntax of rules; what it does not understand only makes the
 * literals fewer, never wrong.
 */
final class Literals {

    private static final int MOST = 24;
    private static final String QUOTE = "\\Q";

    private final String source;
    private int at;

    private Literals(String source) {
        this.source = source;
    }

    /**
     * The literals, lower case, each at least that long; empty if the expression has none.
     *
     * @param least fewest letters of a useful literal
     */
    static List<String> required(String expression, int least) {
        if (expression.contains(QUOTE)) {
            return List.of();
        }
        Node node = new Literals(expression).alternation();
        Set<String> best = node.better();
        return best.stream().allMatch(literal -> literal.length() >= least) ? List.copyOf(best) : List.of();
    }

    /**
     * What a part of an expression demands.
     *
     * @param exact all texts that it matches, or empty if they are not few
     * @param required texts of which one must occur, or empty if nothing is known
     */
    private record Node(Set<String> exact, Set<String> required) {

        static final Node ANYTHING = new Node(Set.of(), Set.of());
        static final Node EMPTY = new Node(Set.of(""), Set.of());

        static Node literal(String text) {
            return new Node(Set.of(text), Set.of());
        }

        /** The more selective of what is known: the one whose shortest text is longest. */
        Set<String> better() {
            return shortest(exact) >= shortest(required) && !exact.isEmpty() ? exact : required;
        }

        static int shortest(Set<String> texts) {
            return texts.stream().mapToInt(String::length).min().orElse(0);
        }
    }

    private Node alternation() {
        List<Node> branches = new ArrayList<>(List.of(sequence()));
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : union(branches);
    }

    private static Node union(List<Node> branches) {
        Set<String> exact = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        boolean allExact = true;
        boolean allRequired = true;
        for (Node branch : branches) {
            allExact &= !branch.exact.isEmpty();
            exact.addAll(branch.exact);
            Set<String> best = branch.better();
            allRequired &= Node.shortest(best) > 0;
            required.addAll(best);
        }
        return new Node(
                allExact && exact.size() <= MOST ? exact : Set.of(),
                allRequired && required.size() <= MOST ? required : Set.of());
    }

    private Node sequence() {
        Node run = Node.EMPTY;
        Set<String> best = Set.of();
        boolean broken = false;
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            Node next = quantified(atom());
            Set<String> joined = join(run.exact, next.exact);
            if (joined.isEmpty()) {
                best = longer(best, run.exact);
                best = longer(best, next.better());
                run = next.exact.isEmpty() ? Node.EMPTY : new Node(next.exact, Set.of());
                best = next.exact.isEmpty() ? best : longer(best, next.exact);
                broken = true;
            } else {
                run = new Node(joined, Set.of());
            }
        }
        if (!broken) {
            return run;
        }
        return new Node(Set.of(), longer(best, run.exact));
    }

    private static Set<String> longer(Set<String> a, Set<String> b) {
        return Node.shortest(b) > Node.shortest(a) ? b : a;
    }

    private static Set<String> join(Set<String> heads, Set<String> tails) {
        if (heads.isEmpty() || tails.isEmpty() || heads.size() * tails.size() > MOST) {
            return Set.of();
        }
        Set<String> joined = new TreeSet<>();
        heads.forEach(head -> tails.forEach(tail -> joined.add(head + tail)));
        return joined;
    }

    private Node quantified(Node node) {
        if (at >= source.length()) {
            return node;
        }
        char c = source.charAt(at);
        Node result = node;
        if (c == '?' || c == '*') {
            at++;
            result = c == '?' && !node.exact.isEmpty() ? union(List.of(Node.EMPTY, node)) : Node.ANYTHING;
        } else if (c == '+') {
            at++;
            result = new Node(Set.of(), node.better());
        } else if (c == '{' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1))) {
            boolean optional = source.charAt(at + 1) == '0';
            at = source.indexOf('}', at) + 1;
            result = optional ? Node.ANYTHING : new Node(Set.of(), node.better());
        } else {
            return node;
        }
        if (at < source.length() && source.charAt(at) == '?') {
            at++;
        }
        return result;
    }

    private Node atom() {
        char c = source.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '.' -> Node.ANYTHING;
            case '^', '$' -> Node.EMPTY;
            case '\\' -> escape();
            default -> Node.literal(String.valueOf(c).toLowerCase(Locale.ROOT));
        };
    }

    private Node group() {
        if (source.startsWith("?P<", at) || source.startsWith("?<", at)) {
            at = source.indexOf('>', at) + 1;
        } else if (source.startsWith("?:", at)) {
            at += 2;
        } else if (source.startsWith("?", at)) {
            while (source.charAt(at) != ':' && source.charAt(at) != ')') {
                at++;
            }
            if (source.charAt(at++) == ')') {
                return Node.EMPTY;
            }
        }
        Node inside = alternation();
        at++;
        return inside;
    }

    /** A class of a few letters counts as these letters, any other as anything. */
    private Node characterClass() {
        int start = at;
        if (at < source.length() && source.charAt(at) == '^') {
            at++;
        }
        if (at < source.length() && source.charAt(at) == ']') {
            at++;
        }
        while (at < source.length() && source.charAt(at) != ']') {
            at += source.charAt(at) == '\\' ? 2 : source.startsWith("[:", at) ? source.indexOf(":]", at) + 2 - at : 1;
        }
        String letters = source.substring(start, Math.min(at, source.length()));
        at++;
        if (letters.startsWith("^") || letters.length() > 4 || letters.matches(".*[\\\\\\[-].*")) {
            return Node.ANYTHING;
        }
        Set<String> each = new TreeSet<>();
        letters.toLowerCase(Locale.ROOT).chars().forEach(c -> each.add(String.valueOf((char) c)));
        return new Node(each, Set.of());
    }

    private Node escape() {
        char c = at < source.length() ? source.charAt(at++) : '\\';
        if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
            return Node.EMPTY;
        }
        if ((c == 'p' || c == 'P') && at < source.length()) {
            at = source.charAt(at) == '{' ? source.indexOf('}', at) + 1 : at + 1;
        }
        if (c == 'x') {
            at = source.startsWith("{", at) ? source.indexOf('}', at) + 1 : at + 2;
        }
        return Character.isLetterOrDigit(c)
                ? Node.ANYTHING
                : Node.literal(String.valueOf(c).toLowerCase(Locale.ROOT));
    }
}
