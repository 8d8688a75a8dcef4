package io.stopcause.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Whole processes against ripgrep and gunzip. Arguments: the project's root, megabytes of text, and runs. */
final class EndToEnd {

    private static final long SEED = 20_260_303;
    private static final int FAILURE_EVERY = 2_000;
    private static final List<Integer> SIZES = List.of(200, 1_000, 5_000);

    private final Path root;
    private final Path work;
    private final long megabytes;

    private EndToEnd(Path root, long megabytes) {
        this.root = root;
        this.work = root.resolve("bench/target/work");
        this.megabytes = megabytes;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        EndToEnd bench = new EndToEnd(Path.of(arguments[0]).toAbsolutePath().normalize(), Long.parseLong(arguments[1]));
        System.out.print(bench.measure(Integer.parseInt(arguments[2])));
    }

    private String measure(int runs) throws IOException, InterruptedException {
        Files.createDirectories(work);
        List<Comparison> all = new ArrayList<>();
        for (int size : SIZES) {
            all.add(byPatterns(size));
        }
        all.add(packed());
        all.add(new Comparison("200 patterns, one line, against `rg`", replay(200, line()), ripgrep(200, line())));
        for (int run = 0; run < runs; run++) {
            for (Comparison comparison : all) {
                comparison.run(work);
            }
        }
        StringBuilder text = new StringBuilder();
        text.append(megabytes + " MB of text, medians of " + runs + " runs by turns; wall, processor.\n\n");
        text.append("| what | stopcause | reference | wall | processor |\n|---|---|---|---|---|\n");
        all.forEach(comparison -> text.append(comparison.row()).append('\n'));
        double flat = all.get(0).cpu() / all.get(SIZES.size() - 1).cpu();
        return text.append(String.format(
                        Locale.ROOT, "%nRate at 5,000 patterns: %.0f %% of the rate at 200.%n%n", flat * 100))
                .toString();
    }

    private Comparison byPatterns(int size) throws IOException, InterruptedException {
        Patterns patterns = new Patterns(SEED, size);
        patterns.writeRules(work.resolve("rules-" + size));
        new Workload(SEED, patterns.lines()).write(text(size), megabytes << 20, FAILURE_EVERY);
        Process export = new ProcessBuilder(
                        root.resolve("stopcause").toString(),
                        "rules",
                        "export",
                        "--as",
                        "ripgrep",
                        "--only-rules",
                        work.resolve("rules-" + size).toString())
                .redirectOutput(expressions(size).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (export.waitFor() != 0) {
            throw new IOException("the rules cannot be exported");
        }
        return new Comparison(
                size + " patterns, against `rg --no-unicode -i -c -f`",
                replay(size, text(size)),
                ripgrep(size, text(size)));
    }

    private List<String> ripgrep(int size, Path file) {
        return List.of("rg", "--no-unicode", "-i", "-c", "-f", expressions(size).toString(), file.toString());
    }

    private Path expressions(int size) {
        return work.resolve("patterns-" + size);
    }

    private Comparison packed() throws IOException {
        Path packed = work.resolve("200.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16)) {
            Files.copy(text(200), out);
        }
        return new Comparison(
                "200 patterns, gzip, against `gunzip -c`",
                replay(200, packed),
                List.of("gunzip", "-c", packed.toString()));
    }

    private Path line() throws IOException {
        return Files.writeString(work.resolve("line.log"), "2026-03-03T18:00:00Z started\n");
    }

    private Path text(int size) {
        return work.resolve(size + ".log");
    }

    private List<String> replay(int size, Path file) {
        return List.of(
                root.resolve("stopcause").toString(),
                "replay",
                "--only-rules",
                work.resolve("rules-" + size).toString(),
                file.toString());
    }
}
