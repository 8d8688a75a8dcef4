package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleException;
import io.stopcause.app.accuracy.LabelException;
import io.stopcause.app.broker.BrokerException;
import io.stopcause.app.config.ConfigException;
import io.stopcause.app.replay.Selection;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.backfill.DownloadException;
import io.stopcause.ingest.file.MissingInputException;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.notifier.NotifierConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a sentence and an exit code. A stack trace is shown with {@code --debug} only. */
final class Failures {

    /** What other packages throw with a message that is meant for people. */
    private static final Map<Class<? extends Exception>, Integer> EXPECTED = Map.of(
            RuleException.class, ExitCode.WRONG_USE,
            ConfigException.class, ExitCode.WRONG_USE,
            MissingInputException.class, ExitCode.WRONG_USE,
            LabelException.class, ExitCode.WRONG_USE,
            NotifierConfigException.class, ExitCode.WRONG_USE,
            Selection.UnknownNameException.class, ExitCode.WRONG_USE,
            AwsConfig.MissingRegionException.class, ExitCode.WRONG_USE,
            BrokerException.class, ExitCode.FAILURE,
            DownloadException.class, ExitCode.FAILURE,
            InstallException.class, ExitCode.FAILURE);

    private Failures() {}

    static int handle(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("stopcause: " + Terminal.safe(message(failure)));
        if (debug(command)) {
            failure.printStackTrace(err);
        } else if (!isExpected(failure)) {
            err.println("This is a fault of stopcause itself; " + Logging.DEBUG + " shows where it came from.");
        }
        return exitCode(failure);
    }

    static int handleWrongUse(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("stopcause: " + Terminal.safe(String.valueOf(failure.getMessage())));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USE;
    }

    private static boolean debug(CommandLine command) {
        CommandLine root = command;
        for (CommandLine parent = root.getParent(); parent != null; parent = root.getParent()) {
            root = parent;
        }
        return root.getCommand() instanceof StopcauseCommand all && all.debug();
    }

    private static String message(Exception failure) {
        if (failure instanceof RuleException rules) {
            String count = rules.problems().size() == 1
                    ? "1 problem"
                    : rules.problems().size() + " problems";
            return count + " in the rules\n" + String.join("\n", rules.problems());
        }
        if (failure instanceof FileSystemException file) {
            return file(file);
        }
        if (failure instanceof UncheckedIOException io && io.getCause() instanceof FileSystemException file) {
            return file(file);
        }
        String message = failure.getMessage();
        return isExpected(failure) && message != null ? message : failure.toString();
    }

    private static String file(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return failure.getFile() + ": permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return failure.getFile() + ": no such file or directory";
        }
        return failure instanceof FileAlreadyExistsException
                ? failure.getFile() + ": is in the way, since a directory of this name is needed"
                : failure.getFile() + ": " + failure.getReason();
    }

    /** The world around fails in its own ways: files, ports, connections. That is no fault of the program. */
    private static boolean isExpected(Exception failure) {
        return EXPECTED.containsKey(failure.getClass())
                || failure instanceof CommandException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
    }

    private static int exitCode(Exception failure) {
        return failure instanceof CommandException known
                ? known.exitCode()
                : EXPECTED.getOrDefault(failure.getClass(), ExitCode.FAILURE);
    }
}
