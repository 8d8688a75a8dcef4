package io.stopcause.app.cli;

import io.stopcause.analyzer.mutation.Mutant;
import io.stopcause.analyzer.mutation.MutationRun;
import io.stopcause.analyzer.rule.Places;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause rules mutate}: would the tests notice if a rule were wrong? */
@Command(
        name = "mutate",
        description = "Put small faults into the rules, one at a time, and tell which of them no test notices.",
        footer = {
            "",
            "A fault is: a clause removed, a pattern widened, a threshold moved by one, a window halved, the order of two",
            "confidences turned round, a mere outcome made a cause. A fault that changes nothing counts as not noticed.",
            "",
            "Examples:",
            "  stopcause rules mutate",
            "  stopcause rules mutate my-rules --min 0.9",
            "  stopcause rules mutate --rule arch-mismatch"
        })
final class RulesMutateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption option = new RulesOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Directory with rules of your own, as with --rules; then only these are mutated.")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--rule", paramLabel = "ID", description = "Only this rule.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--json", description = "Print the faults that no test notices as one JSON object a line.")
    private boolean json;

    @Option(
            names = "--min",
            paramLabel = "SHARE",
            description = "Exit with 1 if less than this share of the faults is noticed, from 0 to 1.")
    private Optional<Double> min = Optional.empty();

    RulesMutateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A fault that no test notices. */
    private record Survivor(String place, String rule, String kind, String words) {}

    @Override
    public Integer call() {
        min.filter(share -> !(share >= 0 && share <= 1)).ifPresent(share -> {
            throw new ParameterException(spec.commandLine(), "--min " + share + " must lie between 0 and 1");
        });
        RuleSet rules = option.source(directory).loadWithTests();
        only.ifPresent(id -> RuleNames.require(rules, id));
        MutationRun run = new MutationRun(rules);
        List<Mutant> mutants = run.mutants(wanted(rules));
        Progress progress = new Progress(terminal, "trying: %,d of " + mutants.size() + " faults");
        List<MutationRun.Outcome> outcomes = run.run(mutants, progress::show);
        progress.clear();
        Places places = new Places(rules);
        List<Survivor> survivors = outcomes.stream()
                .filter(outcome -> !outcome.caught())
                .map(outcome -> survivor(places, outcome.mutant()))
                .toList();
        if (json) {
            survivors.forEach(survivor -> terminal.out().println(Json.write(survivor)));
        } else {
            print(outcomes, survivors, rules.version());
        }
        double share = mutants.isEmpty() ? 1 : 1 - (double) survivors.size() / mutants.size();
        return min.filter(wanted -> share < wanted).isPresent() ? ExitCode.FOUND : ExitCode.FINE;
    }

    private Predicate<String> wanted(RuleSet rules) {
        boolean ownOnly =
                directory.isPresent() && rules.sources().keySet().stream().anyMatch(id -> !rules.isShipped(id));
        return id -> only.map(id::equals).orElse(!ownOnly || !rules.isShipped(id));
    }

    private static Survivor survivor(Places places, Mutant mutant) {
        return new Survivor(
                places.of(mutant.rule(), mutant.place()).toString(),
                mutant.rule(),
                mutant.kind().words(),
                mutant.words());
    }

    private void print(List<MutationRun.Outcome> outcomes, List<Survivor> survivors, String version) {
        survivors.forEach(each -> terminal.out()
                .println(Terminal.safe(each.place() + ": " + each.rule() + ": no test notices: " + each.kind() + ": "
                        + each.words())));
        Map<String, List<MutationRun.Outcome>> kinds = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.mutant().kind().words(), TreeMap::new, Collectors.toList()));
        kinds.forEach((kind, all) -> terminal.out().println(line(kind, all)));
        terminal.out().println(line("all", outcomes) + "; rule set " + version);
    }

    private static String line(String name, List<MutationRun.Outcome> outcomes) {
        long caught = outcomes.stream().filter(MutationRun.Outcome::caught).count();
        double share = outcomes.isEmpty() ? 100 : 100.0 * caught / outcomes.size();
        return String.format(Locale.ROOT, "%-20s  %5d of %5d noticed, %.1f %%", name, caught, outcomes.size(), share);
    }
}
