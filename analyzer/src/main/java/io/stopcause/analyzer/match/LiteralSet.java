package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Literals of which a text must hold at least one. The rarer in ordinary text comes first.
 *
 * @param literals sorted; none holds another one
 * @param frequency a guess at how often one of them stands in a text
 */
public record LiteralSet(List<String> literals, double frequency) implements Comparable<LiteralSet> {

    private static final Comparator<LiteralSet> ORDER =
            Comparator.comparingDouble(LiteralSet::frequency).thenComparing(set -> set.literals.toString());

    /** Each literal costs a little, whatever its rarity. */
    private static final double PRICE = 1e-5;

    public LiteralSet {
        literals = List.copyOf(literals);
    }

    static LiteralSet of(Set<String> texts) {
        List<String> shortestFirst = new ArrayList<>(texts);
        shortestFirst.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        Set<String> kept = new HashSet<>();
        double frequency = 0;
        for (String text : shortestFirst) {
            if (kept.stream().noneMatch(text::contains)) {
                kept.add(text);
                frequency += Math.pow(0.15, letters(text)) + PRICE;
            }
        }
        return new LiteralSet(kept.stream().sorted().toList(), frequency);
    }

    /** Letters of the shortest literal. */
    int shortest() {
        return literals.stream().mapToInt(LiteralSet::length).min().orElse(0);
    }

    /** Whether all are of marks alone, which are rarer than letters. */
    boolean isOfMarks() {
        return literals.stream()
                .allMatch(literal -> literal.chars().noneMatch(c -> Character.isLetterOrDigit(c) || c == ' '));
    }

    private static int length(String literal) {
        return literal.length() + (int) literal.chars().filter(c -> c > 127).count();
    }

    /** Letters tell more than blanks and marks, and those beyond ASCII more than others. */
    private static double letters(String literal) {
        double letters = 0;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            letters += c > 127 ? 2 : Character.isLetterOrDigit(c) ? 1 : 0.5;
        }
        return letters;
    }

    @Override
    public int compareTo(LiteralSet other) {
        return ORDER.compare(this, other);
    }
}
