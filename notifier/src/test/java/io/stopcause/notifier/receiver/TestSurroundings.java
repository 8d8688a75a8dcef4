package io.stopcause.notifier.receiver;

import io.stopcause.notifier.Incidents;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Surroundings whose clock stands still. */
public final class TestSurroundings {

    public static final Surroundings QUIET = printingTo(OutputStream.nullOutputStream());

    private TestSurroundings() {}

    public static Surroundings printingTo(OutputStream out) {
        return new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                InstantSource.fixed(Incidents.START),
                new Secrets(Map.of(), Path.of("")));
    }
}
