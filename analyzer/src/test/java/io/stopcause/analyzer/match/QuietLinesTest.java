package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.Surface;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuietLinesTest {

    private static final Judge JUDGE = new Judge(RuleSet.shippedWithTests());

    @Test
    void aLineThatAnythingMatchesIsNeverQuiet() {
        assertThat(lines(JUDGE)).hasSizeGreaterThan(1_000);
        for (Surface surface : List.of(Surface.APP_LOG, Surface.AGENT_LOG)) {
            List<String> missed = lines(JUDGE)
                    .filter(line -> JUDGE.isQuiet(surface, line))
                    .filter(line -> !JUDGE.judge(surface, line).isEmpty()
                            || !JUDGE.steps(surface, line).isEmpty()
                            || JUDGE.texts().cures(surface, line))
                    .toList();
            assertThat(missed).as("%s", surface).isEmpty();
        }
    }

    /** Every text of the shipped rules' tests, as it stands, spaced out, in capitals and behind a time. */
    static Stream<String> lines(Judge judge) {
        Stream<RuleTest> tests = Stream.concat(
                judge.rules().rules().stream().map(Rule::tests).flatMap(Collection::stream),
                judge.rules().harmless().stream().flatMap(rule -> rule.tests().stream()));
        return tests.map(RuleTest::text)
                .flatMap(Optional::stream)
                .flatMap(text -> Stream.concat(Stream.of(text), text.lines()))
                .distinct()
                .flatMap(line -> Stream.of(
                        line,
                        line.replace(" ", "  "),
                        line.replace(' ', '\t'),
                        line.toUpperCase(java.util.Locale.ROOT),
                        "2026-03-03T18:00:00Z [worker-1] " + line));
    }

    @Test
    void ordinaryLinesAreQuiet() {
        assertThat(JUDGE.isQuiet(
                        Surface.APP_LOG,
                        "2026-03-03T18:00:00.120Z INFO [http-7] GET /api/v1/items/17 200 12 ms user=4711"))
                .isTrue();
        assertThat(JUDGE.isQuiet(Surface.APP_LOG, "  at com.example.shop.Cart.add(Cart.java:118)"))
                .isTrue();
    }
}
