package io.stopcause.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run of a whole process took.
 *
 * @param wall seconds from start to end
 * @param cpu seconds of all its threads, the system's part included
 */
record Cost(double wall, double cpu) {

    private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>/dev/null";

    /**
     * Runs a command and throws its output away.
     *
     * @param directory where it runs
     */
    static Cost of(Path directory, List<String> command) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "timed"));
        timed.addAll(command);
        Process process =
                new ProcessBuilder(timed).directory(directory.toFile()).start();
        String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        if (code > 1) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
        String[] numbers = told.split(" ", -1);
        return new Cost(
                Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2]));
    }
}
