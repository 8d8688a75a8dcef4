package io.stopcause.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The heap of replay that is in use after collections, of the mixed past of a fleet in growing sizes. Arguments: the
 * project's root, and directories that {@link Fleet} wrote, the smallest first.
 */
final class ReplayHeap {

    private static final String MOST = "-Xmx256m";
    private static final Pattern COLLECTED = Pattern.compile("Pause (Young|Full).*->(\\d+)M\\(");

    private ReplayHeap() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        List<String> directories = List.of(arguments).subList(1, arguments.length);
        double smallest = 0;
        for (String directory : directories) {
            double heap = heap(root, Path.of(directory));
            smallest = smallest == 0 ? heap : smallest;
            System.out.printf(
                    Locale.ROOT,
                    "| heap of `replay` after a collection at the end, %,d MB, `%s` | %.0f MB | the smallest of these:"
                            + " %.0f MB | %.2f |%n",
                    megabytes(Path.of(directory)),
                    MOST,
                    heap,
                    smallest,
                    heap / smallest);
        }
    }

    /** Megabytes: the least of the last ten collections, since each young one leaves some of what is over. */
    private static double heap(Path root, Path directory) throws IOException, InterruptedException {
        Path log = Files.createTempFile("stopcause-bench", ".gc");
        Cost.of(
                root,
                List.of(
                        "java",
                        MOST,
                        "-XX:+UseSerialGC",
                        "-Xlog:gc:file=" + log,
                        "-jar",
                        root.resolve("app/target/stopcause.jar").toString(),
                        "replay",
                        directory.toString()));
        List<Integer> after = COLLECTED
                .matcher(Files.readString(log))
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(2)))
                .toList();
        Files.delete(log);
        return after.stream()
                .skip(Math.max(0, after.size() - 10))
                .mapToInt(each -> each)
                .min()
                .orElse(0);
    }

    private static long megabytes(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes >> 20;
    }
}
