package io.stopcause.analyzer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.RuleTester;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {

    @Test
    void everyRuleIsValid() {
        assertThat(RuleSet.load(Path.of("src/main/resources/rules")).rules()).isNotEmpty();
    }

    @Test
    void everyRulePassesItsOwnTests() {
        RuleTester.Report report = new RuleTester(RuleSet.shippedWithTests()).run(rule -> true, done -> {});

        assertThat(report.failures()).isEmpty();
        assertThat(report.count()).isPositive();
    }

    @Test
    void everyRuleHasAPositiveANegativeAndANearMissTest() {
        Set<String> poor = new TreeSet<>();
        for (Rule rule : RuleSet.shippedWithTests().rules()) {
            Set<RuleTest.Kind> kinds = rule.tests().stream().map(RuleTest::kind).collect(Collectors.toSet());
            if (!kinds.equals(EnumSet.allOf(RuleTest.Kind.class))) {
                poor.add(rule.id() + " has only " + kinds);
            }
        }
        assertThat(poor).isEmpty();
    }
}
