package io.stopcause.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.analyzer.rule.RuleException;
import io.stopcause.analyzer.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchTest {

    private static final String MINE = """
            id: seat-refused
            title: No seat is free
            cause: upstream-unreachable
            severity: critical
            maturity: experimental
            match:
              - on: [app.log]
                text: ['license server refused the seat']
                confidence: 0.95
            remediation: {what: w, why: y, verify: v, undo: u}
            tests:
              - {kind: positive, on: app.log, text: 'license server refused the seat', expect: upstream-unreachable}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final List<RuleSet> used = new ArrayList<>();

    @BeforeEach
    void oneRule() throws IOException {
        write(MINE);
    }

    private void write(String rule) throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), rule);
    }

    private RuleSource source() {
        return new RuleSource(Optional.of(directory), Optional.empty());
    }

    private RuleWatch watch() {
        return new RuleWatch(source(), directory, source().load().version(), used::add);
    }

    private static void lookUntilItRests(RuleWatch watch) {
        watch.look();
        watch.look();
    }

    @Test
    void handsOnWhatHasChangedAsAWhole() throws IOException {
        RuleWatch watch = watch();
        lookUntilItRests(watch);
        assertThat(used).isEmpty();

        write(MINE.replace("No seat is free", "There is no seat that is free"));
        Files.writeString(directory.resolve("mute.yaml"), "mute: worker-timeout\nreason: by design\n");
        lookUntilItRests(watch);

        assertThat(used).singleElement().satisfies(rules -> {
            assertThat(rules.rule("seat-refused").orElseThrow().title()).isEqualTo("There is no seat that is free");
            assertThat(rules.rule("worker-timeout")).isEmpty();
            assertThat(rules.rule("arch-mismatch")).isPresent();
        });
    }

    @Test
    void waitsUntilFilesRest() throws IOException {
        RuleWatch watch = watch();
        write(MINE.replace("No seat", "Not one seat"));
        watch.look();
        assertThat(used).isEmpty();
        watch.look();
        assertThat(used).hasSize(1);
    }

    @Test
    void keepsTheOldSetWhereTheNewOneCannotBeRead() throws IOException {
        RuleWatch watch = watch();
        write(MINE.replace("severity:", "severty:"));
        lookUntilItRests(watch);
        assertThat(used).isEmpty();
        assertThat(watch.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("stays in force", "mine.yaml", "did you mean 'severity'?"));

        write(MINE);
        lookUntilItRests(watch);
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void keepsTheOldSetWhereTheNewOneFailsItsOwnTests() throws IOException {
        RuleWatch watch = watch();
        write(MINE.replace("text: ['license server refused", "text: ['license server rejected"));
        lookUntilItRests(watch);
        assertThat(used).isEmpty();
        assertThat(watch.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("mine.yaml:12: seat-refused does not pass its test 1", "found nothing"));
    }

    @Test
    void refusesToStartWithRulesThatFailTheirOwnTests() throws IOException {
        write(MINE.replace("text: ['license server refused", "text: ['license server rejected"));
        assertThatThrownBy(() -> source().loadTested()).isInstanceOf(RuleException.class);
    }
}
