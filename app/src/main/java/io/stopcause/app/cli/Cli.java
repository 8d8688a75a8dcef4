package io.stopcause.app.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;

/** The command line as a whole: from arguments to an exit code. */
public final class Cli {

    private static final String EXPLAIN = "explain";

    private Cli() {}

    /** Runs one command and returns its exit code; nothing is thrown. */
    public static int run(Terminal terminal, String... arguments) {
        int code = commandLine(terminal, arguments).execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** {@code explain} is over in less time than it takes to look at what all other commands can do. */
    private static CommandLine commandLine(Terminal terminal, String... arguments) {
        return arguments.length > 0 && arguments[0].equals(EXPLAIN)
                ? settled(new CommandLine(new StopcauseCommand()).addSubcommand(new ExplainCommand(terminal)), terminal)
                : commandLine(terminal);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine all = new CommandLine(new StopcauseCommand())
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(new TimelineCommand(terminal))
                .addSubcommand(new BacktestCommand(terminal))
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(rules(terminal))
                .addSubcommand(new PreflightCommand(terminal))
                .addSubcommand(new CheckConfigCommand(terminal))
                .addSubcommand(new ConfigCommand(terminal))
                .addSubcommand(new WhyCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new SilenceCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new AckCommand(terminal, Clock.systemUTC()))
                .addSubcommand(aws(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal));
        return settled(all, terminal);
    }

    private static CommandLine settled(CommandLine all, Terminal terminal) {
        return all.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Failures::handle)
                .setParameterExceptionHandler(Failures::handleWrongUse);
    }

    private static CommandLine rules(Terminal terminal) {
        return new CommandLine(new RulesCommand())
                .addSubcommand(new RulesListCommand(terminal))
                .addSubcommand(new RulesExportCommand(terminal))
                .addSubcommand(new RulesShowCommand(terminal))
                .addSubcommand(new RulesTestCommand(terminal))
                .addSubcommand(new RulesLintCommand(terminal))
                .addSubcommand(new RulesCostCommand(terminal))
                .addSubcommand(new RulesMutateCommand(terminal))
                .addSubcommand(new AccuracyCommand(terminal));
    }

    private static CommandLine aws(Terminal terminal) {
        return new CommandLine(new AwsCommand())
                .addSubcommand(new AwsPlanCommand(terminal))
                .addSubcommand(new AwsPolicyCommand(terminal))
                .addSubcommand(new AwsInstallCommand(terminal))
                .addSubcommand(new AwsUninstallCommand(terminal));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
