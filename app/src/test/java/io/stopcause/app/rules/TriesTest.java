package io.stopcause.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.console.live.RuleTries;
import org.junit.jupiter.api.Test;

/** What the shipped rules cost while nothing fails. */
class TriesTest {

    @Test
    void fewRulesAreTriedOnOrdinaryLines() {
        RuleTries tries = Tries.of(RuleSet.shipped());

        assertThat(tries.ruleSet()).isEqualTo(RuleSet.shipped().version());
        assertThat(tries.lines()).isGreaterThan(100);
        assertThat(tries.byRule()).isNotEmpty().allSatisfy((rule, count) -> assertThat(
                        RuleSet.shipped().rule(rule))
                .isPresent());
        assertThat(tries.byRule().values()).allMatch(count -> count > 0 && count < 3L * tries.lines());
    }
}
