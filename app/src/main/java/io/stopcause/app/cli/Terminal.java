package io.stopcause.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out results; always UTF-8
 * @param err errors and progress; always UTF-8
 * @param inputIsTerminal whether a person would have to type the input
 * @param outIsTerminal whether a person watches {@code out} and wants colours
 * @param errorsAreSeen whether a person watches {@code err}, so that progress is worth showing
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inputIsTerminal,
        boolean outIsTerminal,
        boolean errorsAreSeen) {

    /** The process's own; the launcher tells which of them are terminals, because Java 17 cannot ask one by one. */
    public static Terminal ofProcess() {
        return new Terminal(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Boolean.getBoolean("stopcause.tty.in"),
                Boolean.getBoolean("stopcause.tty.out") && System.getenv("NO_COLOR") == null,
                Boolean.getBoolean("stopcause.tty.err"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Text of unknown origin made safe for a terminal: escapes and other control characters are shown, not obeyed. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t' || !isControl(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append('\uFFFD');
            }
        });
        return safe.toString();
    }

    private static boolean isControl(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }
}
