package io.stopcause.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Scanner;
import picocli.CommandLine.Option;

/** Asks a person before the account is changed. */
final class ConfirmOption {

    @Option(names = "--yes", description = "Do not ask; for scripts.")
    private boolean yes;

    /**
     * Whether it may be done.
     *
     * @throws CommandException if nobody can be asked
     */
    boolean confirmed(Terminal terminal, String question) {
        if (yes) {
            return true;
        }
        if (!terminal.inputIsTerminal()) {
            throw CommandException.wrongUse("nobody can be asked here; give --yes to go on without a question");
        }
        terminal.err().print(question + " [y/N] ");
        terminal.err().flush();
        try {
            // The terminal's input is not ours to close.
            @SuppressWarnings("resource")
            String answer = new Scanner(terminal.in(), StandardCharsets.UTF_8)
                    .nextLine()
                    .strip();
            return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
        } catch (NoSuchElementException e) {
            return false;
        }
    }
}
