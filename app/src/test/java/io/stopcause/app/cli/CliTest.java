package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CliTest {

    static Stream<String> commands() {
        return Cli.commandLine(Terminal.ofProcess()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: stopcause " + command).contains("--help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everyCommandGivesExamplesAndDescribesAllItsOptions() {
        Cli.commandLine(Terminal.ofProcess()).getSubcommands().forEach(CliTest::describesItself);
    }

    private static void describesItself(String command, CommandLine line) {
        if (!command.equals("help")) {
            assertThat(String.join("\n", line.getCommandSpec().usageMessage().footer()))
                    .contains("Examples:")
                    .contains("stopcause " + command);
        }
        assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(line.getCommandSpec().options()).allSatisfy(option -> assertThat(option.description())
                .as(option.longestName())
                .isNotEmpty());
    }

    @Test
    void namesTheCommandThatWasMeant() {
        Run run = Run.of("explian", "x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("explain").doesNotContain("\tat ");
    }

    @Test
    void asksForACommandWhereThereIsNone() {
        Run run = Run.of();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("which command?");
    }

    @Test
    void tellsAllProblemsOfARuleWithoutAStackTrace(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a.yaml"), "id: a\ntitel: x\n");
        Files.writeString(directory.resolve("b.yaml"), "- 1\n");
        Run run = Run.of("rules", "list", "--only-rules", directory.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("2 problems in the rules", "a.yaml", "title", "b.yaml");
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(Run.of("--debug", "rules", "list", "--only-rules", directory.toString())
                        .err())
                .contains("\tat ");
    }

    @Test
    void completesInTheShell() {
        assertThat(Run.of("completion").out()).contains("complete -F _complete_stopcause");
    }

    /** Every sentence that a person can meet has to be readable on any terminal. */
    @Test
    void showsControlCharactersInsteadOfObeyingThem() {
        List<String> shown = new ArrayList<>();
        for (char character : new char[] {0, 7, 27, 0x7f, 0x9b, 0x202e}) {
            shown.add(Terminal.safe("a" + character + "b"));
        }
        assertThat(shown).containsOnly("a\uFFFDb");
        assertThat(Terminal.safe("a\n\tb é 漢 😀")).isEqualTo("a\n\tb é 漢 😀");
    }
}
