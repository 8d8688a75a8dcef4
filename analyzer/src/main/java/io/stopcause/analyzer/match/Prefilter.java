package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Tells which expressions a text could match, by the literals that each branch of them needs. For the first few texts
 * each branch is tried; for more it pays to make tables, which find the rarest of each branch's sets in one pass. The
 * others are tried where that occurs, which is seldom; in much text they are found by tables as well.
 */
final class Prefilter {

    /** To make the tables takes about as long as to try that many texts without. */
    static final int FEW = 32;

    /** To find the other sets by tables takes about as long as to try those of so many branches in so many letters. */
    private static final int MUCH = 1 << 12;

    private final BitSet always = new BitSet();
    private final List<Branch> branches = new ArrayList<>();
    private final Supplier<Tables> tables = new Once<>(() -> new Tables(branches));
    private final AtomicInteger asked = new AtomicInteger();

    /** @param sets the rarest first */
    private record Branch(int expression, List<LiteralSet> sets) {

        boolean mayMatch(String folded) {
            for (LiteralSet set : sets) {
                if (!holdsOne(folded, set.literals())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean holdsOne(String folded, List<String> literals) {
            for (String literal : literals) {
                if (folded.contains(literal)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param expressions in the order of the indices that {@link #candidates} gives */
    Prefilter(List<String> expressions) {
        List<List<List<LiteralSet>>> required =
                expressions.parallelStream().map(LiteralPack::required).toList();
        for (int expression = 0; expression < required.size(); expression++) {
            if (required.get(expression).isEmpty()) {
                always.set(expression);
            }
            for (List<LiteralSet> sets : required.get(expression)) {
                branches.add(new Branch(expression, sets));
            }
        }
    }

    /** Indices of the expressions that may match; none of the others does. */
    BitSet candidates(String text) {
        BitSet candidates = (BitSet) always.clone();
        char[] folded = fold(text);
        if (asked.get() < FEW && asked.incrementAndGet() <= FEW) {
            String whole = new String(folded);
            branches.stream()
                    .filter(branch -> branch.mayMatch(whole))
                    .forEach(branch -> candidates.set(branch.expression));
        } else {
            tables.get().find(folded).forEach(branch -> candidates.set(branch.expression));
        }
        return candidates;
    }

    /** The sets of all branches, compiled. */
    private static final class Tables {

        private final List<Branch> branches;
        private final LiteralFinder rarest = new LiteralFinder();
        private final Supplier<Others> others;

        Tables(List<Branch> branches) {
            this.branches = branches;
            for (int branch = 0; branch < branches.size(); branch++) {
                rarest.add(branches.get(branch).sets.get(0), branch);
            }
            rarest.freeze();
            this.others = new Once<>(() -> new Others(branches));
        }

        List<Branch> find(char[] folded) {
            BitSet found = rarest.find(folded);
            if (found.isEmpty()) {
                return List.of();
            }
            IntPredicate holdsOthers;
            if ((long) found.cardinality() * folded.length > MUCH) {
                holdsOthers = others.get().in(folded);
            } else {
                String text = new String(folded);
                holdsOthers = branch -> branches.get(branch).mayMatch(text);
            }
            return found.stream().filter(holdsOthers).mapToObj(branches::get).toList();
        }
    }

    /** All sets of the branches but the rarest ones, compiled. */
    private static final class Others {

        private final LiteralFinder finder = new LiteralFinder();
        /** By branch, the owners of its sets: from its own first to the next one's. */
        private final int[] first;

        Others(List<Branch> branches) {
            this.first = new int[branches.size() + 1];
            int owner = 0;
            for (int branch = 0; branch < branches.size(); branch++) {
                List<LiteralSet> sets = branches.get(branch).sets;
                for (LiteralSet other : sets.subList(1, sets.size())) {
                    finder.add(other, owner++);
                }
                first[branch + 1] = owner;
            }
            finder.freeze();
        }

        IntPredicate in(char[] folded) {
            BitSet occurring = finder.find(folded);
            return branch -> occurring.nextClearBit(first[branch]) >= first[branch + 1];
        }
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
