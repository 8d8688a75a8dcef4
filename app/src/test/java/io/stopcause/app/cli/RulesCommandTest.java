package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {

    private static final String MINE = """
            id: seat-refused
            title: No seat is free
            cause: upstream-unreachable
            severity: critical
            maturity: experimental
            match:
              - on: [app.log]
                text: ['license server refused the seat: (?P<used>\\d+) of']
                confidence: 0.95
            remediation: {what: '{{used}} seats', why: 'It says so: {{line}}', verify: none, undo: none}
            tests:
              - {kind: positive, on: app.log, text: 'license server refused the seat: 40 of 40', expect: upstream-unreachable}
              - {kind: negative, on: app.log, text: 'license server granted the seat', expect: null}
              - {kind: near-miss, on: app.log, text: 'the license server refused to stop', expect: null}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private Run rules(String command, String... more) {
        List<String> words = new ArrayList<>(List.of("rules", command));
        words.addAll(List.of(more));
        words.addAll(List.of("--rules", directory.toString()));
        return Run.of(words.toArray(String[]::new));
    }

    @Test
    void listsByFamilyWithCountsOfTests() {
        Run run = Run.of("rules", "list");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("(?m)^image\\n  arch-mismatch +critical +\\d+ \\+ +\\d+ - +\\d+ ~  The image")
                .contains("harmless contexts", " positive (+), ", "version ");
    }

    @Test
    void exportsExpressionsWithoutTheNamesThatRipgrepTakesOnlyOnce() throws IOException {
        write("seat.yaml", MINE);
        Run run = rules("export", "--as", "ripgrep");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .contains("license server refused the seat: (\\d+) of")
                .doesNotHaveDuplicates();
        assertThat(run.out()).doesNotContain("(?P<");
    }

    @Test
    void listsOneJsonObjectALine() {
        Run run = Run.of("rules", "list", "--json");
        List<JsonNode> rows =
                run.out().lines().map(line -> Json.read(line, JsonNode.class)).toList();
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.path("id").asText()).isEqualTo("arch-mismatch");
            assertThat(row.path("family").asText()).isEqualTo("image");
            assertThat(row.path("positive").asInt()).isPositive();
        });
    }

    @Test
    void showsAllOfARule() {
        assertThat(Run.of("rules", "show", "arch-mismatch").out())
                .startsWith("arch-mismatch: The image was built for another CPU")
                .contains(
                        "cause", "(image)", "image-supports-platform", "confidence 0.85, fatal, or else", "near-miss");
        assertThat(Run.of("rules", "show", "exit-error").out()).contains("for it is an outcome");
        assertThat(Run.of("rules", "show", "quoted-text").out()).contains("a line that matches is not judged");
    }

    @Test
    void showsTheFileToCopy() throws IOException {
        Run run = Run.of("rules", "show", "arch-mismatch", "--as", "yaml");
        assertThat(run.out())
                .isEqualTo(Files.readString(Path.of("../analyzer/src/main/resources/rules/image/arch-mismatch.yaml")));
    }

    @Test
    void namesTheRuleThatWasMeant() {
        Run near = Run.of("rules", "show", "arch-mismach");
        assertThat(near.exitCode()).isEqualTo(2);
        assertThat(near.err()).contains("unknown rule 'arch-mismach'; did you mean 'arch-mismatch'?");
        assertThat(Run.of("rules", "test", "--rule", "arch-mismach").err()).contains("did you mean 'arch-mismatch'?");
        assertThat(Run.of("rules", "test", "arch-mismatch").err()).contains("say --rule arch-mismatch");
    }

    @Test
    void testsOneRuleOfTheShippedOnes() {
        Run run = Run.of("rules", "test", "--rule", "arch-mismatch");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("^\\d+ tests, 0 do not hold; rule set \\w{12}\\n$");
    }

    @Test
    void runsOwnTestsOnTopOfTheShippedRules() throws IOException {
        write("mine.yaml", MINE);
        Run run = Run.of("rules", "test", directory.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(" tests, 0 do not hold; rule set");
        assertThat(Run.of("rules", "test", "--only-rules", directory.toString()).out())
                .startsWith("3 tests, 0 do not hold");
    }

    @Test
    void tellsFileLineAndWhatWasFoundWhereATestDoesNotHold() throws IOException {
        write("mine.yaml", MINE.replace("refused the seat: 40 of 40', ", "refused a seat', "));
        Run run = Run.of("rules", "test", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("mine.yaml:12: seat-refused, test 1 (positive) does not hold")
                .contains(
                        "  expected  upstream-unreachable\n  found     nothing\n  app.log: license server refused a seat")
                .contains("1 do not hold");
    }

    @Test
    void tellsWhereOwnRulesChangeWhatShippedTestsExpect() throws IOException {
        write(
                "mine.yaml",
                MINE.replace(
                        "license server refused the seat: (?P<used>\\d+) of", "exec format error|refused the seat"));
        Run run = Run.of("rules", "test", directory.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("is changed by your rules", "of shipped rules changed by yours");
    }

    @Test
    void explainsWithOwnRulesBesideTheShippedOnes() throws IOException {
        write("mine.yaml", MINE);
        String dir = directory.toString();
        assertThat(Run.of("explain", "--rules", dir, "license server refused the seat: 40 of 40")
                        .out())
                .contains("upstream-unreachable", "40 seats");
        assertThat(Run.of("explain", "--rules", dir, "exec format error").out()).contains("arch-mismatch");
        assertThat(Run.of("explain", "--only-rules", dir, "exec format error").out())
                .startsWith("Nothing here");
        assertThat(Run.of("explain", "--only-rules", dir, "--rules", dir, "x").exitCode())
                .isEqualTo(2);
    }

    @Test
    void showsWhatIsMutedAndWhatIsOnesOwn() throws IOException {
        write("mine.yaml", MINE);
        write("mute.yaml", "mute: worker-timeout\nreason: our workers restart by design\n");
        assertThat(rules("list").out())
                .contains("No seat is free (yours)", "muted: worker-timeout, our workers restart by design");
        assertThat(rules("show", "worker-timeout").err()).contains("is muted: our workers restart by design");
    }

    @Test
    void lintsOwnRulesAlone() throws IOException {
        write("mine.yaml", MINE.replace("{{used}} seats", "{{seats}} seats"));
        Run run = Run.of("rules", "lint", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("mine.yaml:10: error: promise: seat-refused {{seats}} is filled by no record")
                .contains("1 errors, 0 warnings")
                .doesNotContain("arch-mismatch");
        write("mine.yaml", MINE);
        assertThat(Run.of("rules", "lint", directory.toString()).exitCode()).isZero();
    }

    @Test
    void lintTellsWhatKeepsRulesFromBeingUsed() throws IOException {
        write("mine.yaml", MINE.replace("upstream-unreachable\n", "upstream-unreachabel\n"));
        Run run = Run.of("rules", "lint", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("mine.yaml:3: unknown cause 'upstream-unreachabel'; did you mean");
    }

    @Test
    void mutatesOwnRulesAndTellsWhatNoTestNotices() throws IOException {
        write("mine.yaml", MINE);
        Run run = Run.of("rules", "mutate", directory.toString(), "--min", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("mine.yaml:8: seat-refused: no test notices: pattern widened: any word for 'refused' in")
                .containsPattern("all +1 of +2 noticed, 50.0 %; rule set");
        assertThat(Run.of("rules", "mutate", directory.toString(), "--min", "0.5")
                        .exitCode())
                .isZero();
    }

    @Test
    void measuresWhatRulesCostOnGivenInput() throws IOException {
        write("mine.yaml", MINE);
        Path log = Files.writeString(
                directory.resolve("app.log"), "license server refused the seat: 1 of 2\nall is well\n");
        Run run = Run.of("rules", "cost", log.toString(), "--only-rules", directory.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("seat-refused +[\\d.]+ +100.0 % +1 +1 +0\\n")
                .contains("2 records; a record takes");
        JsonNode json = Json.read(
                Run.of("rules", "cost", log.toString(), "--only-rules", directory.toString(), "--json")
                        .out(),
                JsonNode.class);
        assertThat(json.path("rules").path(0).path("hits").asInt()).isEqualTo(1);
    }

    @Test
    void saysThatThereIsNothingToMeasure() throws IOException {
        Path nothing = Files.writeString(directory.resolve("empty.log"), "");
        assertThat(Run.of("rules", "cost", nothing.toString()).exitCode()).isEqualTo(3);
    }
}
