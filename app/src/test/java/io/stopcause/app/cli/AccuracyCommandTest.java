package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyCommandTest {

    private static final String RIGHT = row("1", "exec /run.sh: exec format error", "\"arch-mismatch\"");
    private static final String WRONG = row("2", "exec /run.sh: exec format error", "\"disk-full\"");
    private static final String SILENT = row("3", "listening on port 80", "\"application-crash\"");
    private static final String QUIET = row("4", "listening on port 80", "");
    private static final String ALARM = row("5", "exec /run.sh: exec format error", "");

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("mine.jsonl");
    }

    private static String row(String id, String text, String causes) {
        return "{\"id\":\"" + id + "\",\"surface\":\"app.log\",\"text\":\"" + text + "\",\"causes\":[" + causes
                + "]}\n";
    }

    private Run accuracy(String content, String... options) throws IOException {
        Files.writeString(file, content);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "rules";
        arguments[1] = "accuracy";
        arguments[2] = file.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Run.of(arguments);
    }

    @Test
    void countsWhatIsRightAndWhatAlarmsAboutNothing() throws IOException {
        Run run = accuracy(RIGHT + WRONG + SILENT + QUIET + ALARM, "--json");

        JsonNode all = Json.read(run.out(), JsonNode.class).path("all");
        assertThat(run.exitCode()).isZero();
        assertThat(all.path("failures").asInt()).isEqualTo(3);
        assertThat(all.path("topOne").asInt()).isEqualTo(1);
        assertThat(all.path("quiet").asInt()).isEqualTo(2);
        assertThat(all.path("falseAlarms").asInt()).isEqualTo(1);
    }

    @Test
    void aSilentAnswerClaimsNothingAndStandsInNoBin() throws IOException {
        Run run = accuracy(RIGHT + WRONG + SILENT + ALARM, "--json");

        int verdicts = 0;
        int right = 0;
        for (JsonNode bin : Json.read(run.out(), JsonNode.class).path("reliability")) {
            verdicts += bin.path("verdicts").asInt();
            right += bin.path("right").asInt();
        }
        assertThat(verdicts).isEqualTo(3);
        assertThat(right).isEqualTo(1);
    }

    @Test
    void aCauseThatCouldBeRefutedIsNotCertainBeforeTheLook() throws IOException {
        Run run = accuracy(
                RIGHT + row("6", "OCI runtime exec failed: exec format error: unknown", "\"arch-mismatch\""), "--json");

        JsonNode bins = Json.read(run.out(), JsonNode.class).path("reliability");
        assertThat(bins.path(9).path("verdicts").asInt()).isZero();
        assertThat(bins.path(8).path("said").asDouble()).isLessThan(0.9);
    }

    @Test
    void anyOfSeveralCausesIsRight() throws IOException {
        Run run =
                accuracy(row("1", "exec /run.sh: exec format error", "\"disk-full\",\"arch-mismatch\""), "--min", "1");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void tellsAPersonWithTablesAndListsTheMisses() throws IOException {
        Run run = accuracy(RIGHT + WRONG, "--misses");

        assertThat(run.out())
                .contains("mine")
                .containsPattern("all +2 +50\\.0")
                .contains("mine 2 app.log: disk-full -> arch-mismatch");
    }

    @Test
    void belowTheFloorTheExitCodeSaysSo() throws IOException {
        assertThat(accuracy(RIGHT + WRONG, "--min", "0.6").exitCode()).isEqualTo(1);
        assertThat(accuracy(RIGHT + WRONG, "--min", "0.5").exitCode()).isZero();
        assertThat(accuracy(RIGHT, "--min", "1.5").exitCode()).isEqualTo(2);
    }

    @Test
    void aBadLineIsNamedAndNothingIsCounted() throws IOException {
        assertThat(accuracy(RIGHT + "{\"id\":\"2\"").err()).contains("mine.jsonl:2: no JSON");
        assertThat(accuracy(RIGHT + RIGHT).err()).contains("mine.jsonl:2: id '1' stands twice");
        assertThat(accuracy(RIGHT.replace("causes", "cause")).err()).contains("did you mean 'causes'?");
        assertThat(accuracy(RIGHT.replace("arch-mismatch", "arch-mismatsch")).err())
                .contains("did you mean 'arch-mismatch'?");
        assertThat(accuracy(RIGHT.replace("app.log", "app.lgo")).err()).contains("unknown surface 'app.lgo'");
        Run empty = accuracy("\n");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("no labelled text in");
    }

    @Test
    void aDirectoryStandsForItsFiles() throws IOException {
        Files.writeString(directory.resolve("a.jsonl"), RIGHT);
        Files.writeString(directory.resolve("b.jsonl"), WRONG);
        Files.writeString(directory.resolve("notes.md"), "not for us");

        Run run = Run.of("rules", "accuracy", directory.toString());

        assertThat(run.out()).containsPattern("(?m)^a +1 +100\\.0").containsPattern("(?m)^b +1 +0\\.0");
    }
}
