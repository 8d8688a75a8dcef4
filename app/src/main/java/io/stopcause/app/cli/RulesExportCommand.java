package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Step;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause rules export}: the expressions alone, for other programs. */
@Command(
        name = "export",
        description = "Print the text expressions of all rules, one a line, as another program takes them.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules export --as ripgrep > patterns",
            "  rg --no-unicode -i -f patterns app.log"
        })
final class RulesExportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private RulesOption option = new RulesOption();

    @Option(names = "--as", required = true, paramLabel = "PROGRAM", description = "ripgrep: a file for its -f.")
    private Program program = Program.RIPGREP;

    /** A program that takes expressions. */
    enum Program {
        /** A name may stand only once in all its patterns, and it captures nothing. */
        RIPGREP {
            @Override
            String written(String expression) {
                return NAMED_GROUP.matcher(expression).replaceAll("(");
            }
        };

        private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<[A-Za-z]\\w*>");

        abstract String written(String expression);
    }

    RulesExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        option.load().rules().stream()
                .flatMap(rule -> rule.match().stream())
                .flatMap(RulesExportCommand::expressions)
                .distinct()
                .map(program::written)
                .forEach(terminal.out()::println);
        return ExitCode.FINE;
    }

    private static Stream<String> expressions(Match match) {
        return Stream.concat(
                match.text().stream(), match.further().stream().map(Step::text).flatMap(texts -> texts.stream()));
    }
}
