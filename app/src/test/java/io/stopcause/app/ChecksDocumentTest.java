package io.stopcause.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.preflight.InspectionChecks;
import io.stopcause.ingest.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the rules ask, what can be looked at, and what {@code docs/checks.md} says of both. Where they differ, {@code
 * target/checks.md} is the document as it should be.
 */
class ChecksDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/checks.md");
    private static final Path EXPECTED = Path.of("target/checks.md");
    private static final String BELOW_TABLE = "|---|---|---|";
    private static final String COMMONEST = "|:---|:---|";

    /** What no rule asks: who else has a part in what a rule's check confirmed. */
    private static final String OF_THE_ANALYZER = "services-sharing";

    private static Set<String> asked() {
        return Stream.concat(
                        RuleSet.shipped().rules().stream()
                                .flatMap(rule -> rule.checks().stream())
                                .map(io.stopcause.analyzer.rule.Check::ask),
                        Stream.of(OF_THE_ANALYZER))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> known() {
        return InspectionChecks.WITH_OTHERS.stream().map(Check::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Check check) {
        String rights = check.actions().isEmpty()
                ? "none"
                : check.actions().stream().map(action -> "`" + action + "`").collect(Collectors.joining(", "));
        return "| `" + check.name() + "` | " + check.asks() + " | " + rights + " |";
    }

    /** The document with its rows made anew; all else stays. */
    private static List<String> expected(List<String> document) {
        List<String> lines = new ArrayList<>();
        for (String line : document) {
            if (!line.startsWith("| `")) {
                lines.add(line);
            }
            if (line.equals(BELOW_TABLE)) {
                InspectionChecks.WITH_OTHERS.stream()
                        .map(ChecksDocumentTest::row)
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    @Test
    void theDocumentNamesEveryCheckWithItsRights() throws IOException {
        List<String> document = Files.readAllLines(DOCUMENT);
        List<String> expected = expected(document);
        assertThat(document).contains(BELOW_TABLE);
        Files.createDirectories(EXPECTED.getParent());
        Files.write(EXPECTED, expected);

        assertThat(document)
                .as("cp app/%s docs/checks.md brings it up to date", EXPECTED)
                .isEqualTo(expected);
    }

    @Test
    void everythingThatCanBeLookedAtIsAskedBySomeRuleAndNothingElse() {
        assertThat(known()).isEqualTo(asked());
    }

    @Test
    void eachOfTheCommonestCausesIsHeldAgainstTheAccount() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(COMMONEST))
                .skip(1)
                .takeWhile(line -> line.startsWith("| "))
                .toList();
        List<String> expected = rows.stream()
                .map(line -> line.split(" ", 3)[1])
                .map(cause -> RuleSet.shipped().forCause(cause).orElseThrow())
                .map(rule -> "| " + rule.id() + " | "
                        + rule.checks().stream()
                                .map(check -> "`" + check.ask() + "`")
                                .collect(Collectors.joining(", "))
                        + " |")
                .toList();

        assertThat(rows).hasSize(20).doesNotHaveDuplicates().allMatch(row -> row.contains("`"));
        assertThat(rows).isEqualTo(expected);
    }
}
