package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.stopcause.model.Severity;
import java.util.List;
import java.util.Optional;

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
                Lists.joined(rule.match(), match),
                rule.consequence(),
                Lists.joined(rule.explains(), explains),
                Lists.joined(rule.checks(), checks),
                remediation.orElse(rule.remediation()),
                Lists.joined(rule.references(), references),
                Lists.joined(rule.falsePositives(), falsePositives),
                Lists.joined(rule.tests(), tests));
    }
}
