package io.stopcause.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each kind of input, read and judged by itself. The tables beside the recordings say what must come, and why; they
 * were judged by a person from the fields of each recording.
 */
class VerdictTableTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path SAMPLES = Stream.of("../../shared/samples", "../../../shared/samples")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../../shared/samples"));
    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    /**
     * A row of a table.
     *
     * @param incidents of each, the causes of which any is right
     * @param findings the same; ends that are normal may come besides
     */
    private record Row(String path, List<Set<String>> incidents, List<Set<String>> findings) {

        static Row of(String line) {
            String[] column = line.split("\t", 4);
            assertThat(column).as(line).hasSize(4);
            return new Row(column[0], causes(column[1]), causes(column[2]));
        }

        private static List<Set<String>> causes(String column) {
            return column.equals("-")
                    ? List.of()
                    : Stream.of(column.split(","))
                            .map(each -> Set.of(each.split("\\|")))
                            .toList();
        }
    }

    @Test
    void theRecordingsOfThisProject() throws IOException {
        Path directory = RESOURCES.resolve("verdicts");
        List<Row> table = table(directory);

        assertThat(wrong(table, directory)).isEmpty();
        assertThat(files(directory))
                .isEqualTo(table.stream().map(Row::path).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theCollectionOfPublicCaptures() throws IOException {
        assumeThat(SAMPLES).as("the samples are only on the authors' machines").isDirectory();

        assertThat(wrong(table(RESOURCES.resolve("samples")), SAMPLES)).isEmpty();
    }

    private static List<Row> table(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("verdicts.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".tsv"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<String> wrong(List<Row> table, Path directory) {
        List<String> wrong = new ArrayList<>();
        for (Row row : table) {
            Replay.Input input = new Replay.Input(
                    List.of(directory.resolve(row.path)), InputStream.nullInputStream(), Window.EVERYTHING, false);
            Replay replay = Replay.of(input, JUDGE, CLOCK, records -> {});
            Accounting accounting = replay.accounting();
            if (accounting.count(Kind.DEAD) > 0 || accounting.count(Kind.READ) == 0) {
                wrong.add(row.path + ": not read: " + accounting.deadLetters());
            }
            List<String> incidents = incidents(replay.analysis());
            if (!agree(row.incidents, incidents)) {
                wrong.add(row.path + ": expected " + row.incidents + ", found " + incidents);
            }
            List<String> findings = findings(replay.analysis());
            if (!agree(
                    row.findings,
                    findings.stream()
                            .filter(cause -> !cause.startsWith("normal-")
                                    || row.findings.stream().anyMatch(any -> any.contains(cause)))
                            .toList())) {
                wrong.add(row.path + ": expected findings " + row.findings + ", found " + findings);
            }
        }
        return wrong;
    }

    private static List<String> incidents(Analysis analysis) {
        return analysis.incidents().stream()
                .map(incident -> incident.diagnosis().cause())
                .toList();
    }

    private static List<String> findings(Analysis analysis) {
        return analysis.findings().stream().map(Finding::cause).toList();
    }

    /** Whether there is one cause for each of the expected, in any order, and none besides. */
    private static boolean agree(List<Set<String>> expected, List<String> found) {
        List<String> rest = new ArrayList<>(found);
        return expected.size() == found.size()
                && expected.stream().allMatch(any -> any.stream().anyMatch(rest::remove));
    }
}
