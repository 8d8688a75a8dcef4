package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds literals that a text must hold to be matched by an expression, so that a text without them never reaches it.
 * Understands the RE2 syntax of rules; what it does not understand only makes the literals fewer, never wrong.
 */
public final class Literals {

    /** Fewest letters of a literal that keeps a text from its expression; letters beyond ASCII count twice. */
    public static final int LEAST = 3;

    private static final int MOST = 48;
    private static final int MOST_SETS = 3;
    private static final String QUOTE = "\\Q";

    private final String source;
    private int at;

    private Literals(String source) {
        this.source = source;
    }

    /**
     * What a text must hold: for one of the branches, a member of each of its sets. Lower case, the rarest set of a
     * branch first; a set of short marks, such as <code>${</code>, may stand last. Empty if a branch needs nothing.
     *
     * @param least fewest letters of a literal that is useful by itself
     */
    public static List<List<LiteralSet>> required(String expression, int least) {
        if (expression.contains(QUOTE)) {
            return List.of();
        }
        List<List<LiteralSet>> branches = new ArrayList<>();
        for (Node branch : new Literals(expression).branches()) {
            List<LiteralSet> all = branch.sets().stream().distinct().sorted().toList();
            List<LiteralSet> sets =
                    all.stream().filter(set -> set.shortest() >= least).toList();
            if (sets.isEmpty()) {
                return List.of();
            }
            Stream<LiteralSet> marks = all.stream().filter(set -> set.shortest() < least && set.isOfMarks());
            branches.add(Stream.concat(sets.stream().limit(MOST_SETS), marks.limit(1))
                    .toList());
        }
        return branches;
    }

    /** Whether the expression may match a lower-case text: false only where a literal that it needs is missing. */
    public static Predicate<String> mayMatch(String expression) {
        List<List<LiteralSet>> branches = required(expression, LEAST);
        return branches.isEmpty()
                ? text -> true
                : text -> branches.stream().anyMatch(sets -> sets.stream()
                        .allMatch(set -> set.literals().stream().anyMatch(text::contains)));
    }

    /**
     * What a part of an expression demands.
     *
     * @param exact all texts that it matches, or none if they are not few
     * @param required of each of these one must occur
     */
    private record Node(Set<String> exact, List<LiteralSet> required) {

        static final Node ANYTHING = new Node(Set.of(), List.of());
        static final Node EMPTY = new Node(Set.of(""), List.of());

        static Node literal(String text) {
            return new Node(Set.of(text), List.of());
        }

        /** All that is known, with what it matches exactly as one of the sets. */
        List<LiteralSet> sets() {
            if (exact.isEmpty() || exact.contains("")) {
                return required;
            }
            List<LiteralSet> sets = new ArrayList<>(required);
            sets.add(LiteralSet.of(exact));
            return sets;
        }
    }

    private Node alternation() {
        List<Node> branches = branches();
        return branches.size() == 1 ? branches.get(0) : union(branches);
    }

    private List<Node> branches() {
        List<Node> branches = new ArrayList<>(List.of(sequence()));
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            branches.add(sequence());
        }
        return branches;
    }

    private static Node union(List<Node> branches) {
        Set<String> exact = new HashSet<>();
        Set<String> required = new HashSet<>();
        boolean allExact = true;
        boolean allRequired = true;
        for (Node branch : branches) {
            allExact &= !branch.exact.isEmpty();
            exact.addAll(branch.exact);
            Optional<LiteralSet> best = branch.sets().stream().min(Comparator.naturalOrder());
            allRequired &= best.isPresent();
            best.ifPresent(set -> required.addAll(set.literals()));
        }
        return allExact && exact.size() <= MOST
                ? new Node(exact, List.of())
                : new Node(Set.of(), allRequired ? List.of(LiteralSet.of(required)) : List.of());
    }

    private Node sequence() {
        Set<String> run = Node.EMPTY.exact;
        List<LiteralSet> required = new ArrayList<>();
        boolean broken = false;
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            Node next = quantified(atom());
            required.addAll(next.required);
            Set<String> joined = join(run, next.exact);
            if (joined.isEmpty()) {
                required.addAll(new Node(run, List.of()).sets());
                run = next.exact.isEmpty() ? Node.EMPTY.exact : next.exact;
                broken = true;
            } else {
                run = joined;
            }
        }
        if (broken) {
            required.addAll(new Node(run, List.of()).sets());
        }
        return new Node(broken ? Set.of() : run, required);
    }

    private static Set<String> join(Set<String> heads, Set<String> tails) {
        if (heads.isEmpty() || tails.isEmpty() || heads.size() * tails.size() > MOST) {
            return Set.of();
        }
        Set<String> joined = new HashSet<>();
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
            result = new Node(Set.of(), node.sets());
        } else if (c == '{' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1))) {
            boolean optional = source.charAt(at + 1) == '0';
            at = source.indexOf('}', at) + 1;
            result = optional ? Node.ANYTHING : new Node(Set.of(), node.sets());
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
        Set<String> each = new HashSet<>();
        letters.toLowerCase(Locale.ROOT).chars().forEach(c -> each.add(String.valueOf((char) c)));
        return new Node(each, List.of());
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
