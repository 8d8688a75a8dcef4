package io.stopcause.app.cli;

import io.stopcause.analyzer.lint.Fault;
import io.stopcause.analyzer.lint.Lint;
import io.stopcause.analyzer.rule.RuleException;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stopcause rules lint}: what is wrong with rules that can be read. */
@Command(
        name = "lint",
        description = "Look for faults in the rules: dead, shadowed, overlapping, too broad, untested, slow, doubled,"
                + " and advice that promises a value which nothing provides; exit code 1 if any of them is an error.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules lint",
            "  stopcause rules lint my-rules",
            "",
            "With a directory, only the faults of rules that stand there are told; the shipped ones lie beneath."
        })
final class RulesLintCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private RulesOption option = new RulesOption();

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Directory with rules of your own, as with --rules.")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(names = "--errors", description = "Leave warnings out.")
    private boolean errorsOnly;

    RulesLintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RuleSet rules;
        try {
            rules = option.source(directory).loadWithTests();
        } catch (RuleException e) {
            e.problems().forEach(problem -> terminal.out().println(Terminal.safe(problem)));
            terminal.out()
                    .printf(
                            "%d errors: the rules cannot be used%n",
                            e.problems().size());
            return ExitCode.FOUND;
        }
        boolean allShipped = rules.sources().keySet().stream().allMatch(rules::isShipped);
        Progress progress = new Progress(terminal, "linting: %,d looks");
        List<Fault> faults = Lint.of(rules, progress::show).stream()
                .filter(fault -> allShipped || !rules.isShipped(fault.rule()))
                .filter(fault -> !errorsOnly || fault.level() == Fault.Level.ERROR)
                .toList();
        progress.clear();
        long errors = faults.stream()
                .filter(fault -> fault.level() == Fault.Level.ERROR)
                .count();
        faults.forEach(fault -> terminal.out().println(json ? Json.write(fault) : words(fault)));
        if (!json) {
            terminal.out()
                    .printf("%d errors, %d warnings; rule set %s%n", errors, faults.size() - errors, rules.version());
        }
        return errors == 0 ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static String words(Fault fault) {
        return Terminal.safe(fault.place() + ": " + fault.level().name().toLowerCase(Locale.ROOT) + ": " + fault.kind()
                + ": " + fault.rule() + " " + fault.words());
    }
}
