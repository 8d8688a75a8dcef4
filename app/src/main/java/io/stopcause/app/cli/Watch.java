package io.stopcause.app.cli;

import io.stopcause.app.assembly.Assembly;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks after a running assembly and says what changes: what is wrong, and when it is right again. */
final class Watch {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** A check knocks at every receiver, so it is done only so many pauses apart. */
    private static final int CHECK_EVERY = 15;

    private final Assembly assembly;
    private final PrintStream err;
    private Set<String> problems = Set.of();

    Watch(Assembly assembly, PrintStream err) {
        this.assembly = assembly;
        this.err = err;
    }

    /** Returns the exit code when the process is asked to end, or a part has failed for good. */
    int until(Shutdown shutdown) throws InterruptedException {
        for (int round = 0; !shutdown.awaitFor(PAUSE); round++) {
            Optional<String> failure = assembly.failure();
            if (failure.isPresent()) {
                throw CommandException.failure(failure.get());
            }
            if (round % CHECK_EVERY == 0) {
                changes(assembly.check()).forEach(line -> err.println(Terminal.safe(line)));
                err.flush();
            }
        }
        return ExitCode.FINE;
    }

    /** Each problem once when it comes and once when it goes. */
    private List<String> changes(List<String> now) {
        Set<String> current = new LinkedHashSet<>(now);
        List<String> lines = new ArrayList<>();
        current.stream().filter(problem -> !problems.contains(problem)).forEach(lines::add);
        problems.stream()
                .filter(problem -> !current.contains(problem))
                .forEach(problem -> lines.add("no longer: " + problem));
        problems = current;
        return lines;
    }
}
