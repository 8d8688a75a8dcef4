package io.stopcause.app.cli;

import io.stopcause.app.replay.Span;
import io.stopcause.app.replay.Summary;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every command that reads history says of it. */
final class Inputs {

    private Inputs() {}

    /**
     * "Nothing" may only be said of something that was read.
     *
     * @throws CommandException if no event, line or answer could be read
     */
    static void requireUseful(Accounting accounting) {
        if (accounting.useful()) {
            return;
        }
        String places = accounting.deadLetters().stream()
                .map(letter -> "\n  " + letter.place() + ": " + letter.reason())
                .collect(Collectors.joining());
        throw CommandException.failure("nothing could be read from " + Summary.sources(accounting)
                + ", so nothing can be said: "
                + (places.isEmpty() ? "they hold no event and no log line" : places));
    }

    /**
     * The same of the time that was asked for.
     *
     * @throws CommandException if records were read and none lies in it
     */
    static void requireInWindow(Optional<Span> used, Optional<Span> met) {
        if (used.isEmpty() && met.isPresent()) {
            throw CommandException.failure("no record lies in the time asked for; those that were read tell of "
                    + met.get().first() + " to " + met.get().last());
        }
    }

    /** What lies in a directory. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Says on standard error what was not usable, if anything was not. */
    static void tellUnusable(Accounting accounting, Terminal terminal) {
        long dead = accounting.count(Kind.DEAD);
        if (dead > 0) {
            terminal.err()
                    .println(Terminal.safe("stopcause: " + dead + " not usable, the first at "
                            + accounting.deadLetters().get(0).place() + ": "
                            + accounting.deadLetters().get(0).reason()));
        }
    }
}
