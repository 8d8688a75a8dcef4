package io.stopcause.analyzer.mutation;

import io.stopcause.analyzer.mutation.Mutant.Kind;
import io.stopcause.analyzer.rule.HarmlessRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The faults that can be put into a harmless context: each of its expressions goes missing once. */
final class HarmlessMutations {

    private HarmlessMutations() {}

    /** None for one that only rules name: its expressions are theirs, and mutated there. */
    static List<Mutant> of(HarmlessRule rule) {
        if (rule.named()) {
            return List.of();
        }
        List<Mutant> mutants = new ArrayList<>();
        remove("line", rule.id(), rule.line(), rest -> rule.with(rest, rule.unless(), rule.cure()), mutants);
        remove("unless", rule.id(), rule.unless(), rest -> rule.with(rule.line(), rest, rule.cure()), mutants);
        remove("cure", rule.id(), rule.cure(), rest -> rule.with(rule.line(), rule.unless(), rest), mutants);
        return mutants;
    }

    private static void remove(
            String field,
            String rule,
            List<String> expressions,
            Function<List<String>, HarmlessRule> changed,
            List<Mutant> mutants) {
        for (int i = 0; i < expressions.size(); i++) {
            List<String> rest = new ArrayList<>(expressions);
            String gone = rest.remove(i);
            mutants.add(new Mutant(
                    rule,
                    Kind.CLAUSE_REMOVED,
                    "/" + field + "/" + i,
                    "without '" + gone + "'",
                    List.of(gone),
                    changed.apply(rest)));
        }
    }
}
