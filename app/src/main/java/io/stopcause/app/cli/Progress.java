package io.stopcause.app.cli;

import java.time.Duration;

/** A line that counts up while something takes long; nothing where nobody watches. */
final class Progress {

    private static final long PAUSE = Duration.ofMillis(200).toNanos();
    private static final String CLEAR = "\r\u001b[K";

    private final Terminal terminal;
    private final String words;
    private long next = System.nanoTime() + PAUSE;
    private boolean shown;

    /** @param words with a place for the number, such as {@code "reading: %,d records"} */
    Progress(Terminal terminal, String words) {
        this.terminal = terminal;
        this.words = words;
    }

    void show(long count) {
        if (isTime()) {
            say(words.formatted(count));
        }
    }

    private synchronized boolean isTime() {
        return terminal.errorsAreSeen() && System.nanoTime() - next > 0;
    }

    /** The same in other words, at once. */
    synchronized void say(String text) {
        if (terminal.errorsAreSeen()) {
            terminal.err().print(CLEAR + text);
            terminal.err().flush();
            next = System.nanoTime() + PAUSE;
            shown = true;
        }
    }

    void clear() {
        if (shown) {
            terminal.err().print(CLEAR);
            terminal.err().flush();
        }
    }
}
