package io.stopcause.analyzer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.RuleTester;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    @Test
    void thePackOfTheBuildSaysWhatTheFilesSay() {
        RuleSet packed = RulePack.shipped().orElseThrow().toRuleSet();
        RuleSet read = RuleSet.shippedWithTests();

        assertThat(packed.version()).isEqualTo(read.version());
        assertThat(List.copyOf(packed.rules()))
                .usingRecursiveComparison()
                .isEqualTo(read.rules().stream()
                        .map(rule -> rule.withTests(List.of()))
                        .toList());
        assertThat(List.copyOf(packed.harmless()))
                .isEqualTo(read.harmless().stream()
                        .map(rule -> rule.withTests(List.of()))
                        .toList());
        assertThat(contents(packed)).isEqualTo(contents(read));
    }

    private static Map<String, List<String>> contents(RuleSet rules) {
        Map<String, List<String>> contents = new TreeMap<>();
        rules.sources()
                .forEach((id, files) -> contents.put(
                        id,
                        files.stream()
                                .map(file -> file.file() + "\n" + file.content())
                                .toList()));
        return contents;
    }
}
