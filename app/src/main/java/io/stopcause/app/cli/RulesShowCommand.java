package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.Source;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stopcause rules show}: all that is known of one rule. */
@Command(
        name = "show",
        description =
                "A rule: its cause, what it matches, what explains it and what it explains, its checks, its advice"
                        + " and its tests.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules show arch-mismatch",
            "  stopcause rules show arch-mismatch --as yaml > my-rules/arch-mismatch.yaml"
        })
final class RulesShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private RulesOption option = new RulesOption();

    @Parameters(paramLabel = "RULE", description = "Id of a rule or harmless context.")
    private String id = "";

    @Option(
            names = "--as",
            paramLabel = "FORM",
            description = "text for people, yaml for the file itself, to copy and change. Default: text.")
    private Form form = Form.TEXT;

    /** How a rule is shown. */
    enum Form {
        TEXT,
        YAML
    }

    RulesShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RuleSet rules = option.loadWithTests();
        RuleNames.require(rules, id);
        if (form == Form.YAML) {
            terminal.out()
                    .print(Terminal.safe(
                            rules.sources(id).stream().map(Source::content).collect(Collectors.joining("---\n"))));
            return ExitCode.FINE;
        }
        RuleText text = new RuleText(rules);
        rules.rule(id).map((Rule rule) -> text.of(rule)).ifPresent(terminal.out()::print);
        rules.harmless().stream()
                .filter(context -> context.id().equals(id))
                .map((HarmlessRule context) -> text.of(context))
                .forEach(terminal.out()::print);
        return ExitCode.FINE;
    }
}
