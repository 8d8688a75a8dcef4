package io.stopcause.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a name: shows what there is. */
@Command(
        name = "stopcause",
        description = "Works out why a container on Amazon ECS failed, proves it, and says what to do.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "stopcause 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        footer = {
            "",
            "Examples:",
            "  stopcause explain \"exec /docker-entrypoint.sh: exec format error\"",
            "  stopcause replay events/ logs.jsonl.gz --out report",
            "  stopcause demo --once",
            "  stopcause run --config stopcause.yaml",
            "",
            "Exit codes: 0 fine, 1 a check found something, 2 wrong use, 3 a failure of stopcause itself"
        })
final class StopcauseCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = Logging.DEBUG,
            scope = ScopeType.INHERIT,
            description = "Show what stopcause does, and where a failure came from.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? 'stopcause --help' lists them");
    }
}
