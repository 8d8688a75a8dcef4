package io.stopcause.app.cli;

/** What the process's end says. */
final class ExitCode {

    static final int FINE = 0;
    /** Something was found by a command that is a check. */
    static final int FOUND = 1;
    /** The command line, the configuration or a rule is wrong. */
    static final int WRONG_USE = 2;
    /** stopcause could not do its work. */
    static final int FAILURE = 3;

    private ExitCode() {}
}
