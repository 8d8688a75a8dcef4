package io.stopcause.app.cli;

import io.stopcause.app.demo.Demo;
import io.stopcause.app.demo.DemoException;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.ReceiverConfig;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import io.stopcause.notifier.receiver.console.ConsoleReceiverConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stopcause demo}: the whole pipeline on a recorded story. */
@Command(
        name = "demo",
        description = "Play a recorded evening through the whole pipeline: events in, incidents and messages out.",
        footer = {
            "",
            "Examples:",
            "  stopcause demo",
            "  stopcause demo --once --out report",
            "  stopcause demo --speed 60",
            "",
            "Exit code 3 if a point of the story was not told."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String CONSOLE = "console";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "End after the story; without it the live page stays until Ctrl-C.")
    private boolean once;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "Recorded seconds a second. Default: ${DEFAULT-VALUE}; the evening took 65 minutes.")
    private double speed = 1000;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the post-mortem goes. Default: a new directory.")
    private Optional<Path> report = Optional.empty();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed > 0)) {
            throw new ParameterException(spec.commandLine(), "--speed " + speed + " must be above 0");
        }
        Path written = reportDirectory();
        Path work = Files.createTempDirectory("stopcause-demo-");
        try (Shutdown shutdown = Shutdown.listen()) {
            return exitCode(playAndClear(new Demo.Directories(work, written), shutdown));
        }
    }

    /** The process may end as soon as the shutdown is closed, so everything is cleared away before. */
    private Demo.Outcome playAndClear(Demo.Directories directories, Shutdown shutdown)
            throws IOException, InterruptedException {
        try {
            return play(directories, shutdown);
        } finally {
            delete(directories.work());
        }
    }

    private Demo.Outcome play(Demo.Directories directories, Shutdown shutdown)
            throws IOException, InterruptedException {
        Surroundings surroundings = new Surroundings(terminal.out(), Clock.systemUTC(), Secrets.ofProcess());
        Demo.Show show = new Demo.Show(surroundings, receivers(), speed, once);
        try {
            return new Demo(show, directories, shutdown::awaitFor).play();
        } catch (DemoException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        } finally {
            terminal.out().flush();
        }
    }

    /** Made before the story begins: who cannot write there should not learn it at the end. */
    private Path reportDirectory() throws IOException {
        if (report.isEmpty()) {
            return Files.createTempDirectory("stopcause-report-");
        }
        try {
            return Files.createDirectories(report.get());
        } catch (IOException e) {
            throw CommandException.wrongUse("--out " + report.get() + ": cannot make this directory: " + e);
        }
    }

    private static int exitCode(Demo.Outcome outcome) {
        if (outcome == Demo.Outcome.INCOMPLETE) {
            throw CommandException.failure("not every point of the story was told; see MISSING above");
        }
        return ExitCode.FINE;
    }

    private static NotifierConfig receivers() {
        ConsoleReceiverConfig console = new ConsoleReceiverConfig(Ansi.AUTO.enabled(), Optional.empty());
        return NotifierConfig.toOne(ReceiverConfig.ofConsole(CONSOLE, console), Optional.empty())
                .ofAnotherTime();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
