package io.stopcause.app.cli;

import io.stopcause.analyzer.RuleTester;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause rules}: what the rule set knows, and whether its own tests hold. */
@Command(
        name = "rules",
        description = "Look at the rules: what they know, and whether their tests hold.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules list",
            "  stopcause rules show arch-mismatch",
            "  stopcause rules test --rules my-rules",
            "  stopcause rules accuracy labelled.jsonl"
        })
final class RulesCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RulesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "rules what? One of list, show, test, accuracy");
    }

    @Command(description = "One rule a line: id, cause, severity, title.")
    int list(@Mixin RulesOption option) {
        RuleSet rules = option.load();
        int id = width(rules.rules().stream().map(Rule::id));
        int cause = width(rules.rules().stream().map(Rule::cause));
        for (Rule rule : rules.rules()) {
            terminal.out()
                    .printf(
                            "%-" + id + "s  %-" + cause + "s  %-8s  %s%n",
                            rule.id(),
                            rule.cause(),
                            rule.severity().wire(),
                            rule.title());
        }
        terminal.out().printf("%d rules, version %s%n", rules.rules().size(), rules.version());
        return ExitCode.FINE;
    }

    @Command(description = "All of a rule, in the form of its file.")
    int show(@Mixin RulesOption option, @Parameters(paramLabel = "RULE", description = "Id of a rule.") String id) {
        RuleSet rules = option.load();
        requireKnown(rules, id);
        rules.rule(id).map(RuleText::of).ifPresent(terminal.out()::print);
        rules.harmless().stream()
                .filter(rule -> rule.id().equals(id))
                .map(RuleText::of)
                .forEach(terminal.out()::print);
        return ExitCode.FINE;
    }

    @Command(name = "test", description = "Run the tests that live with the rules; exit code 1 if any does not hold.")
    int runTests(
            @Mixin RulesOption option,
            @Parameters(arity = "0..1", paramLabel = "RULE", description = "Only the tests of this rule.")
                    Optional<String> id) {
        RuleSet rules = option.load();
        id.ifPresent(only -> requireKnown(rules, only));
        RuleTester.Report report = new RuleTester(rules).run(id);
        report.failures().forEach(failure -> terminal.out().println(Terminal.safe(failure.toString())));
        terminal.out()
                .printf(
                        "%d tests, %d do not hold; rule set %s%n",
                        report.count(), report.failures().size(), rules.version());
        return report.failures().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void requireKnown(RuleSet rules, String id) {
        List<String> ids = Stream.concat(
                        rules.rules().stream().map(Rule::id),
                        rules.harmless().stream().map(HarmlessRule::id))
                .toList();
        if (!ids.contains(id)) {
            throw CommandException.wrongUse(Nearest.unknown("rule", id, ids));
        }
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(1);
    }
}
