package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which expressions a text could match, by the literals that each branch of them needs: by the rarest of its sets
 * first, and where that occurs by the others.
 */
final class Prefilter {

    private final LiteralFinder rarest = new LiteralFinder();
    private final LiteralFinder others = new LiteralFinder();
    private final BitSet always = new BitSet();
    private final List<Branch> branches = new ArrayList<>();
    private int otherSets;

    /** @param others ids of the sets beside the rarest */
    private record Branch(int expression, BitSet others) {

        boolean occurs(BitSet occurring) {
            for (int set = others.nextSetBit(0); set >= 0; set = others.nextSetBit(set + 1)) {
                if (!occurring.get(set)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param expressions in the order of the indices that {@link #candidates} gives */
    Prefilter(List<String> expressions) {
        List<List<List<LiteralSet>>> required = expressions.parallelStream()
                .map(source -> Literals.required(source, Literals.LEAST))
                .toList();
        for (int expression = 0; expression < required.size(); expression++) {
            if (required.get(expression).isEmpty()) {
                always.set(expression);
            }
            for (List<LiteralSet> sets : required.get(expression)) {
                add(expression, sets);
            }
        }
        rarest.freeze();
        others.freeze();
    }

    private void add(int expression, List<LiteralSet> sets) {
        rarest.add(sets.get(0), branches.size());
        BitSet rest = new BitSet();
        for (LiteralSet set : sets.subList(1, sets.size())) {
            rest.set(otherSets);
            others.add(set, otherSets++);
        }
        branches.add(new Branch(expression, rest));
    }

    /** Indices of the expressions that may match; none of the others does. */
    BitSet candidates(String text) {
        BitSet candidates = (BitSet) always.clone();
        char[] folded = fold(text);
        BitSet found = rarest.find(folded);
        if (!found.isEmpty()) {
            BitSet occurring = others.find(folded);
            found.stream()
                    .mapToObj(branches::get)
                    .filter(branch -> branch.occurs(occurring))
                    .forEach(branch -> candidates.set(branch.expression));
        }
        return candidates;
    }

    /** Upper, then lower: the folding under which a regular expression ignores case. */
    static char[] fold(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c >= 'A' && c <= 'Z') {
                chars[i] = (char) (c + 32);
            } else if (c > 127) {
                chars[i] = Character.toLowerCase(Character.toUpperCase(c));
            }
        }
        return chars;
    }
}
