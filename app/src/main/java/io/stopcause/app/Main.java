package io.stopcause.app;

import io.stopcause.app.cli.Cli;
import io.stopcause.app.cli.Logging;
import io.stopcause.app.cli.Terminal;

/** Where the process begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Logging.configure(arguments);
        System.exit(Cli.run(Terminal.ofProcess(), arguments));
    }
}
