package io.stopcause.analyzer.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetTest {

    private static final String GOOD = """
            id: mine
            title: Mine
            cause: disk-full
            severity: critical
            maturity: experimental
            match:
              - text: ['my disk is (?P<how>\\w+)']
                confidence: 0.9
            remediation: {what: w, why: y, verify: v, undo: u}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void aGoodRuleIsRead() throws IOException {
        write("a.yaml", GOOD);

        assertThat(RuleSet.load(directory).rule("mine")).isPresent();
    }

    @Test
    void theVersionChangesWithAnyRule() throws IOException {
        write("a.yaml", GOOD);
        String version = RuleSet.load(directory).version();
        write("a.yaml", GOOD.replace("0.9", "0.8"));

        assertThat(RuleSet.load(directory).version()).isNotEqualTo(version).hasSize(12);
    }

    @Test
    void allProblemsAreReportedTogetherWithFileLineAndNearestName() throws IOException {
        write("a.yaml", GOOD.replace("severity:", "severty:"));
        write("b.yaml", GOOD.replace("disk-full", "disk-ful").replace("(?P<how>\\w+)", "(unclosed"));
        write("c.yaml", GOOD.replace("confidence: 0.9", "confidence: 7"));

        assertThatThrownBy(() -> RuleSet.load(directory))
                .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.problems())
                        .anySatisfy(problem ->
                                assertThat(problem).contains("a.yaml", "severty", "did you mean 'severity'?", "line 4"))
                        .anySatisfy(problem -> assertThat(problem).contains("b.yaml:3", "did you mean 'disk-full'?"))
                        .anySatisfy(problem -> assertThat(problem).contains("b.yaml:7", "missing closing )"))
                        .anySatisfy(problem -> assertThat(problem).contains("c.yaml:8", "between 0 and 1")));
    }

    @Test
    void furtherTestsStandInAFileBesideTheRule() throws IOException {
        write("a.yaml", GOOD);
        int own = RuleSet.load(directory).rule("mine").orElseThrow().tests().size();
        write("a.tests.yaml", "tests:\n  - {kind: negative, on: app.log, text: all is well, expect: null}\n");

        assertThat(RuleSet.load(directory).rule("mine").orElseThrow().tests()).hasSize(own + 1);
    }

    @Test
    void furtherTestsThatCannotBeUsedAreRefused() throws IOException {
        write("a.yaml", GOOD);
        write("a.tests.yaml", "tests:\n  - {kind: negatve, on: app.log, text: all is well, expect: null}\n");
        write("b.tests.yaml", "tests: []\n");

        assertThatThrownBy(() -> RuleSet.load(directory))
                .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.problems())
                        .anySatisfy(problem -> assertThat(problem).contains("a.tests.yaml", "negatve"))
                        .anySatisfy(problem ->
                                assertThat(problem).contains("b.tests.yaml", "tests of a rule that is not beside it")));
    }

    @Test
    void twoRulesOfOneNameAreRefused() throws IOException {
        write("a.yaml", GOOD);
        write("b.yaml", GOOD);

        assertThatThrownBy(() -> RuleSet.load(directory)).hasMessageContaining("a second rule with the id 'mine'");
    }

    @Test
    void anEmptyDirectoryIsAProblem() {
        assertThatThrownBy(() -> RuleSet.load(directory)).hasMessageContaining("holds no rule");
        assertThatThrownBy(() -> RuleSet.load(directory.resolve("none"))).hasMessageContaining("no such directory");
    }
}
