package io.stopcause.analyzer.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationRunTest {

    private static final long SEED = 20261125;
    private static final int SAMPLE = 150;
    private static final int RULES = 15;

    private static final String RULE = """
            id: seat-refused
            title: No seat is free
            cause: upstream-unreachable
            severity: critical
            maturity: experimental
            match:
              - on: [app.log]
                text: ['license server refused the seat', 'no seat for \\w+']
                unless: ['granted later']
                confidence: 0.95
            remediation: {what: w, why: y, verify: v, undo: u}
            tests:
              - {kind: positive, on: app.log, text: 'license server refused the seat', expect: upstream-unreachable}
              - {kind: negative, on: app.log, text: 'all is well', expect: null}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private List<String> survivors(String rule) throws IOException {
        Files.writeString(directory.resolve("rule.yaml"), rule);
        MutationRun run = new MutationRun(RuleSet.load(directory));
        return run.run(run.mutants(id -> true), done -> {}).stream()
                .filter(outcome -> !outcome.caught())
                .map(outcome ->
                        outcome.mutant().place() + " " + outcome.mutant().words())
                .toList();
    }

    @Test
    void tellsWhichFaultsNoTestNotices() throws IOException {
        assertThat(survivors(RULE))
                .containsExactlyInAnyOrder(
                        "/match/0/text/1 without 'no seat for \\w+'",
                        "/match/0/text/0 any word for 'refused' in 'license server refused the seat'",
                        "/match/0/text/1 any word for 'seat' in 'no seat for \\w+'",
                        "/match/0/unless/0 without 'granted later'");
    }

    @Test
    void oneTestMoreIsOneSurvivorLess() throws IOException {
        assertThat(
                        survivors(
                                RULE
                                        + "  - {kind: near-miss, on: app.log, text: 'no seat for orders, granted later', expect: null}\n"
                                        + "  - {kind: positive, on: app.log, text: 'no seat for orders', expect: upstream-unreachable}\n"))
                .containsExactlyInAnyOrder(
                        "/match/0/text/0 any word for 'refused' in 'license server refused the seat'",
                        "/match/0/text/1 any word for 'seat' in 'no seat for \\w+'");
    }

    @Test
    void movesThresholdsAndHalvesWindows() throws IOException {
        assertThat(survivors(RULE.replace("unless: ['granted later']", "count: {raise: 3, within: 600, by: scope}")))
                .contains(
                        "/match/0/count/raise raise 4",
                        "/match/0/count/raise raise 2",
                        "/match/0/count/within within 300");
    }

    /** All of them take a while: {@code stopcause rules mutate}. */
    @Test
    void theTestsOfTheShippedRulesNoticeMostFaults() {
        RuleSet rules = RuleSet.shippedWithTests();
        List<String> ids = new ArrayList<>(rules.sources().keySet());
        Collections.shuffle(ids, new Random(SEED));
        MutationRun run = new MutationRun(rules);
        List<Mutant> mutants = new ArrayList<>(run.mutants(ids.subList(0, RULES)::contains));
        Collections.shuffle(mutants, new Random(SEED));
        List<MutationRun.Outcome> sample = run.run(mutants.subList(0, SAMPLE), done -> {});

        long caught = sample.stream().filter(MutationRun.Outcome::caught).count();
        assertThat((double) caught / SAMPLE)
                .as("seed " + SEED + ", not noticed: "
                        + sample.stream()
                                .filter(outcome -> !outcome.caught())
                                .map(outcome -> outcome.mutant().rule()
                                        + outcome.mutant().place())
                                .toList())
                .isGreaterThan(0.8);
    }
}
