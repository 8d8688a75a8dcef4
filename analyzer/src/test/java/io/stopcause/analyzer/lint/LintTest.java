package io.stopcause.analyzer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {

    private static final String GOOD = """
            id: seat-refused
            title: No seat is free
            cause: upstream-unreachable
            severity: critical
            maturity: experimental
            match:
              - on: [app.log]
                text:
                  - 'license server refused the seat: (?P<used>\\d+)'
                confidence: 0.9
            remediation: {what: '{{used}} of {{service}}', why: '{{line}}', verify: v, undo: u}
            tests:
              - {kind: positive, on: app.log, text: 'license server refused the seat: 40', expect: upstream-unreachable}
              - {kind: negative, on: app.log, text: 'license server granted the seat', expect: null}
              - {kind: near-miss, on: app.log, text: 'license server refused the key', expect: null}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private List<String> lint() {
        return Lint.of(RuleSet.load(directory), done -> {}).stream()
                .map(fault -> fault.place().toString().replaceAll(".*/", "") + " " + fault.level() + " " + fault.kind()
                        + " " + fault.words())
                .toList();
    }

    @Test
    void aGoodRuleIsLeftAlone() throws IOException {
        write("a.yaml", GOOD);
        assertThat(lint()).isEmpty();
    }

    @Test
    void theShippedRulesHaveNoErrors() {
        assertThat(Lint.of(RuleSet.shippedWithTests(), done -> {}))
                .filteredOn(fault -> fault.level() == Fault.Level.ERROR)
                .isEmpty();
    }

    @Test
    void missesTests() throws IOException {
        write("a.yaml", GOOD.replaceAll("(?m)^.*near-miss.*\\n", ""));
        assertThat(lint()).singleElement().asString().startsWith("a.yaml:12 ERROR untested no near-miss test");
    }

    @Test
    void findsAnEntryThatNoTestReaches() throws IOException {
        String second = "  - {on: [agent.log], text: ['license agent is gone: (?P<used>.)'], confidence: 0.8}\n";
        write("a.yaml", GOOD.replace("remediation:", second + "remediation:"));
        assertThat(lint()).singleElement().asString().startsWith("a.yaml:11 ERROR unreached");
    }

    @Test
    void findsARuleThatNeverWins() throws IOException {
        write("a.yaml", GOOD.replace("expect: upstream-unreachable", "expect: disk-full"));
        write(
                "b.yaml",
                GOOD.replace("seat-refused", "other")
                        .replace("upstream-unreachable", "disk-full")
                        .replace("0.9", "0.95"));
        assertThat(lint())
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("a.yaml:1 ERROR dead").contains("where other wins"))
                .anySatisfy(fault -> assertThat(fault).startsWith("a.yaml:7 WARNING shadowed"));
    }

    @Test
    void findsRulesThatMatchEachOthersTextsUnlessTheyAreRelated() throws IOException {
        String other = GOOD.replace("seat-refused", "other")
                .replace("upstream-unreachable", "disk-full")
                .replace("0.9", "0.95");
        String first = GOOD.replace("expect: upstream-unreachable", "expect: disk-full");
        write("a.yaml", first);
        write("b.yaml", other);
        assertThat(lint()).anySatisfy(fault -> assertThat(fault).contains("WARNING overlapping"));
        write("b.yaml", other.replace("confidence:", "alternatives: [upstream-unreachable]\n    confidence:"));
        assertThat(lint()).noneSatisfy(fault -> assertThat(fault).contains("overlapping"));
    }

    @Test
    void findsWhatCallsAnOrdinaryLineAFailure() throws IOException {
        write("a.yaml", GOOD.replace("'license server", "'Listening on|license server"));
        assertThat(lint()).anySatisfy(fault -> assertThat(fault)
                .startsWith("a.yaml:7 ERROR broad")
                .contains("by 'listening on' in 'listening on 0.0.0.0:3000'"));
    }

    @Test
    void findsExpressionsThatCostMuch() throws IOException {
        write(
                "a.yaml",
                GOOD.replace(
                        "- 'license server",
                        "- '\\d\\d:\\d\\d'\n      - 'seat.*of.*license'\n      - 'seat .{0,900} license'\n      - 'license server"));
        assertThat(lint())
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("a.yaml:9 WARNING slow").contains("every text reaches it"))
                .anySatisfy(fault -> assertThat(fault).startsWith("a.yaml:10 WARNING unbounded"))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("a.yaml:11 ERROR unbounded")
                        .contains("up to 900 times"));
    }

    @Test
    void findsTheSameExpressionTwice() throws IOException {
        write("a.yaml", GOOD);
        write("b.yaml", GOOD.replace("seat-refused", "other"));
        assertThat(lint())
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("a.yaml:9 WARNING doubled").contains("stands in 'other' too"));
    }

    @Test
    void findsPromisesThatNothingKeeps() throws IOException {
        write("a.yaml", GOOD.replace("{{service}}", "{{seats}}"));
        assertThat(lint()).singleElement().asString().startsWith("a.yaml:11 ERROR promise {{seats}}");
    }
}
