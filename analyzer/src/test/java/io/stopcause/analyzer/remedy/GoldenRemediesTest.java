package io.stopcause.analyzer.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.remedy.ShippedRemedies.Filled;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.Remediation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each remedy as a person reads it: with all that a realistic failure tells, and with nothing known. After a change of a
 * rule, {@code mvn test -pl analyzer -am -Dtest=GoldenRemediesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dstopcause.goldens=write} writes them anew; read the difference before it is committed.
 */
class GoldenRemediesTest {

    private static final boolean WRITE = "write".equals(System.getProperty("stopcause.goldens"));

    @TestFactory
    Stream<DynamicTest> withAllThatIsKnown() {
        return goldens("known", ShippedRemedies.EVIDENCE);
    }

    @TestFactory
    Stream<DynamicTest> withNothingKnown() {
        return goldens("unknown", Map.of());
    }

    @Test
    void everyCauseHasOneAndNoneIsLeftOver() throws IOException {
        Set<String> rules =
                ShippedRemedies.rules().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> causes =
                ShippedRemedies.rules().stream().map(Rule::cause).collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(Causes.all().keySet());
        expected.removeIf(cause -> cause.startsWith("normal-"));

        assertThat(causes).isEqualTo(expected);
        for (String directory : Set.of("known", "unknown")) {
            try (Stream<Path> files = Files.list(ShippedRemedies.FILES.resolve(directory))) {
                assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.md$", "")))
                        .containsExactlyInAnyOrderElementsOf(rules);
            }
        }
    }

    @Test
    void everyRemedySaysAllThatATiredPersonNeeds() {
        for (Filled filled : ShippedRemedies.all(ShippedRemedies.EVIDENCE)) {
            Remediation remedy = filled.remediation();
            assertThat(remedy.steps()).as(filled.rule()).isNotEmpty();
            assertThat(remedy.what()).as(filled.rule()).isNotBlank();
            assertThat(remedy.why()).as(filled.rule()).isNotBlank();
            assertThat(remedy.verify()).as(filled.rule()).isNotBlank();
            assertThat(remedy.undo()).as(filled.rule()).isNotBlank();
        }
    }

    @Test
    void everyRemedyIsACommandAndAChange() {
        for (Filled filled : ShippedRemedies.all(ShippedRemedies.EVIDENCE)) {
            Set<String> languages = filled.remediation().steps().stream()
                    .map(Remediation.Step::language)
                    .filter(language -> !language.isEmpty())
                    .collect(Collectors.toSet());
            assertThat(languages).as(filled.rule()).contains("shell").hasSizeGreaterThan(1);
        }
    }

    private static Stream<DynamicTest> goldens(String directory, Map<String, String> values) {
        return ShippedRemedies.all(values).stream()
                .map(filled -> DynamicTest.dynamicTest(filled.rule(), () -> {
                    Path file = ShippedRemedies.FILES.resolve(directory).resolve(filled.rule() + ".md");
                    String text = text(filled);
                    if (WRITE) {
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, text);
                    }
                    assertThat(file).hasContent(text);
                }));
    }

    private static String text(Filled filled) {
        Remediation remedy = filled.remediation();
        StringBuilder text =
                new StringBuilder("# " + filled.rule() + "\n\n" + remedy.what() + "\n\n" + remedy.why() + "\n");
        for (int i = 0; i < remedy.steps().size(); i++) {
            Remediation.Step step = remedy.steps().get(i);
            text.append('\n').append(i + 1).append(". ").append(step.text()).append('\n');
            if (!step.code().isEmpty()) {
                text.append("\n```")
                        .append(step.language())
                        .append('\n')
                        .append(step.code())
                        .append("\n```\n");
            }
        }
        return text.append("\nverify: ")
                .append(remedy.verify())
                .append("\n\nundo: ")
                .append(remedy.undo())
                .append('\n')
                .toString();
    }
}
