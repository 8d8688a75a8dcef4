package io.stopcause.analyzer.mutation;

import io.stopcause.analyzer.RuleTester;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.match.Literals;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts faults into the rules of a set, one at a time, and asks the tests of the whole set whether they notice. A test
 * that holds on the set and does not hold on the mutant has noticed; no fault is excused by hand, so one that changes
 * nothing at all counts as not noticed.
 */
public final class MutationRun {

    private final Judge judge;
    private final List<Probe> probes = new ArrayList<>();

    /**
     * Prepares a run.
     *
     * @param rules a set that was read with its tests; tests that do not hold on it notice nothing
     */
    public MutationRun(RuleSet rules) {
        this.judge = new Judge(rules).remembering();
        RuleTester tester = new RuleTester(judge);
        RuleTester.tests(rules).forEach((owner, tests) -> tests.stream()
                .filter(tester::holds)
                .forEach(test -> probes.add(Probe.of(owner, test, tester.hits(test)))));
    }

    /**
     * A mutant and whether any test noticed.
     *
     * @param caught whether a test noticed
     */
    public record Outcome(Mutant mutant, boolean caught) {}

    /** All mutants, or those of one rule, in the order of the rules. */
    public List<Mutant> mutants(Predicate<String> rule) {
        Stream<Mutant> ofRules = judge.rules().rules().stream()
                .filter(each -> rule.test(each.id()))
                .flatMap(each -> Mutations.of(each, entry -> hasRival(each, entry)).stream());
        Stream<Mutant> ofContexts = judge.rules().harmless().stream()
                .filter(each -> rule.test(each.id()))
                .flatMap(each -> HarmlessMutations.of(each).stream());
        return Stream.concat(ofRules, ofContexts).toList();
    }

    /** Only where two causes stand side by side does it matter which of them is surer. */
    private boolean hasRival(Rule rule, int entry) {
        return probes.stream()
                .map(Probe::hits)
                .filter(hits -> hits.stream()
                        .anyMatch(hit -> hit.match().equals(rule.match().get(entry))))
                .anyMatch(hits -> hits.stream().anyMatch(hit -> isRival(rule.cause(), hit)));
    }

    private boolean isRival(String cause, Hit hit) {
        String other = hit.rule().cause();
        return !other.equals(cause)
                && !judge.rules().explains(cause, other)
                && !judge.rules().explains(other, cause);
    }

    /**
     * Tries mutants, on all processors.
     *
     * @param progress told, by several threads, how many have been tried
     * @return in the order of the mutants
     */
    public List<Outcome> run(List<Mutant> mutants, IntConsumer progress) {
        AtomicInteger done = new AtomicInteger();
        return mutants.parallelStream()
                .map(mutant -> {
                    Outcome outcome = new Outcome(mutant, isCaught(mutant));
                    progress.accept(done.incrementAndGet());
                    return outcome;
                })
                .toList();
    }

    private boolean isCaught(Mutant mutant) {
        RuleTester tester = new RuleTester(
                mutant.changed() instanceof Rule rule
                        ? judge.replacing(rule)
                        : judge.replacing((HarmlessRule) mutant.changed()));
        return probes.stream().filter(candidates(mutant)).anyMatch(probe -> !tester.holds(probe.test()));
    }

    /** The tests in which the fault can show: most hold no word of what was changed. */
    private static Predicate<Probe> candidates(Mutant mutant) {
        if (mutant.touches().isEmpty()) {
            return probe -> probe.isOf(mutant.rule());
        }
        List<Predicate<String>> mayMatch =
                mutant.touches().stream().map(Literals::mayMatch).toList();
        return probe -> mayMatch.stream().anyMatch(each -> each.test(probe.texts()));
    }
}
