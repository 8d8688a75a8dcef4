package io.stopcause.app.cli;

/** A command cannot go on; the message is for the person who typed it. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandException wrongUse(String message) {
        return new CommandException(ExitCode.WRONG_USE, message);
    }

    static CommandException failure(String message) {
        return new CommandException(ExitCode.FAILURE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
