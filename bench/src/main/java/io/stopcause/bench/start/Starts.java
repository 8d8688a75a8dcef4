package io.stopcause.bench.start;

import io.stopcause.bench.Pairs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * From the start of a process to its first output: {@code explain}, and the embedded broker when it accepts clients;
 * each against a JVM that says one word. Arguments: the project's root, runs, and the {@code java}s to run the broker.
 */
final class Starts {

    private static final double NANOS_OF_MILLI = 1e6;

    private Starts() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        List<String> explain = List.of(
                root.resolve("stopcause").toString(), "explain", "exec /docker-entrypoint.sh: exec format error");
        firstOutput(explain);
        Pairs explained = new Pairs();
        for (int run = 0; run < runs; run++) {
            explained.add(firstOutput(explain), firstOutput(java("java", Nothing.class, "")));
        }
        System.out.print(explained.row("first output of `explain`", "ms", "a JVM that says one word"));
        for (String java : List.of(arguments).subList(2, arguments.length)) {
            System.out.print(
                    broker(java, runs).row("broker ready, " + version(java), "ms", "a JVM that says one word"));
        }
    }

    private static Pairs broker(String java, int runs) throws IOException, InterruptedException {
        Pairs ready = new Pairs();
        for (int run = 0; run < runs; run++) {
            Path directory = Files.createTempDirectory("stopcause-bench");
            ready.add(
                    firstOutput(java(java, BrokerReady.class, directory.toString())),
                    firstOutput(java(java, Nothing.class, "")));
        }
        return ready;
    }

    private static List<String> java(String java, Class<?> main, String argument) {
        return List.of(java, "-cp", System.getProperty("java.class.path"), main.getName(), argument);
    }

    private static String version(String java) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java, "--version").start();
        String first = process.inputReader().readLine();
        process.waitFor();
        return String.valueOf(first);
    }

    /** Milliseconds. */
    private static double firstOutput(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int first = process.getInputStream().read();
        double millis = (System.nanoTime() - start) / NANOS_OF_MILLI;
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        process.waitFor();
        if (first < 0) {
            throw new IOException(String.join(" ", command) + " said nothing");
        }
        return millis;
    }
}
