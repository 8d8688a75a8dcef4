package io.stopcause.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theSameSeedGivesTheSameBytesWithAFailureInEveryTwoThousandLines() throws IOException {
        List<String> failures = new Patterns(3, 50).lines();
        Path first = directory.resolve("first.log");
        Path second = directory.resolve("second.log");
        new Workload(3, failures).write(first, 1 << 20, 2_000);
        new Workload(3, failures).write(second, 1 << 20, 2_000);
        assertThat(first).hasSameBinaryContentAs(second);
        List<String> lines = Files.readAllLines(first);
        assertThat(lines.stream().filter(line -> line.contains(" ERROR "))).hasSize(lines.size() / 2_000);
    }

    @Test
    void eachExpressionOfTheRulesMatchesALine() throws IOException {
        Patterns patterns = new Patterns(3, 50);
        patterns.writeRules(directory);
        List<Pattern> expressions = Files.readAllLines(directory.resolve("generated-failure.yaml")).stream()
                .filter(line -> line.startsWith("      - '"))
                .map(line -> Pattern.compile(line.substring(9, line.length() - 1)))
                .toList();
        assertThat(expressions).hasSize(50).allMatch(expression -> patterns.lines().stream()
                .anyMatch(line -> expression.matcher(line).find()));
    }
}
