package io.stopcause.app.notify;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The notifier as a process of its own, which can be started again and again. */
final class NotifierProcess {

    private static final int SHOWN_LINES = 20;

    private final Path config;
    private final Path log;
    private final Path archive;

    NotifierProcess(Path config, Path directory) {
        this.config = config;
        this.log = directory.resolve("run.log");
        this.archive = directory.resolve("classes.jsa");
    }

    /** One that starts in half the time if {@link #startArchiving} left its classes. */
    Process start() throws IOException {
        return start("-XX:SharedArchiveFile=" + archive);
    }

    /** One that leaves its parsed classes when it ends in order. */
    Process startArchiving() throws IOException {
        return start("-XX:ArchiveClassesAtExit=" + archive);
    }

    private Process start(String sharing) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        sharing,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        jars(),
                        "io.stopcause.app.Main",
                        "run",
                        "--roles",
                        "notify",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The JVM archives classes of jars only, so the tests' own directory stays out. */
    private static String jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The end of what it wrote. */
    String output() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
