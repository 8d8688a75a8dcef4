package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.stopcause.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that adds to a rule which comes with stopcause. Lists are added to the rule's; single values take the place of
 * its own.
 *
 * @param of named {@code extends} in files: id of the rule
 */
@JsonPropertyOrder({
    "extends",
    "title",
    "severity",
    "match",
    "explains",
    "checks",
    "remediation",
    "references",
    "falsePositives",
    "tests"
})
public record Extension(
        @JsonProperty(value = "extends", required = true) String of,
        Optional<String> title,
        Optional<Severity> severity,
        List<Match> match,
        List<String> explains,
        List<Check> checks,
        Optional<RemediationTemplate> remediation,
        List<String> references,
        List<String> falsePositives,
        List<RuleTest> tests) {

    public Extension {
        title = title == null ? Optional.empty() : title;
        severity = severity == null ? Optional.empty() : severity;
        match = Lists.copy(match);
        explains = Lists.copy(explains);
        checks = Lists.copy(checks);
        remediation = remediation == null ? Optional.empty() : remediation;
        references = Lists.copy(references);
        falsePositives = Lists.copy(falsePositives);
        tests = Lists.copy(tests);
    }

    /** The rule with what this adds. */
    Rule apply(Rule rule) {
        return new Rule(
                rule.id(),
                rule.overrides(),
                title.orElse(rule.title()),
                rule.cause(),
                severity.orElse(rule.severity()),
                rule.maturity(),
                joined(rule.match(), match),
                rule.consequence(),
                joined(rule.explains(), explains),
                joined(rule.checks(), checks),
                remediation.orElse(rule.remediation()),
                joined(rule.references(), references),
                joined(rule.falsePositives(), falsePositives),
                joined(rule.tests(), tests));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
