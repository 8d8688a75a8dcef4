package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.stopcause.model.Severity;
import java.util.List;

/**
 * A file of the rule set: which texts and events mean what, and what to do about it. The components mirror the file.
 *
 * @param id unique in the rule set
 * @param overrides whether it takes the place of the rule of this id that comes with stopcause
 * @param title one line that a person reads first
 * @param cause an id of {@code causes.yaml}
 * @param maturity {@code stable} or {@code experimental}
 * @param match any entry that matches makes a detection
 * @param consequence only an outcome: any other cause that is found beside it explains it
 * @param explains further causes that this one explains when both are found
 * @param checks what a look into the account would prove
 * @param falsePositives when the rule is known to be wrong
 */
@JsonPropertyOrder({
    "id",
    "overrides",
    "title",
    "cause",
    "severity",
    "maturity",
    "match",
    "consequence",
    "explains",
    "checks",
    "remediation",
    "references",
    "falsePositives",
    "tests"
})
public record Rule(
        @JsonProperty(required = true) String id,
        boolean overrides,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String cause,
        @JsonProperty(required = true) Severity severity,
        @JsonProperty(required = true) Maturity maturity,
        List<Match> match,
        boolean consequence,
        List<String> explains,
        List<Check> checks,
        @JsonProperty(required = true) RemediationTemplate remediation,
        List<String> references,
        List<String> falsePositives,
        List<RuleTest> tests) {

    /** How far a rule is trusted. */
    public enum Maturity {
        @JsonProperty("stable")
        STABLE,
        @JsonProperty("experimental")
        EXPERIMENTAL
    }

    public Rule {
        match = Lists.copy(match);
        explains = Lists.copy(explains);
        checks = Lists.copy(checks);
        references = Lists.copy(references);
        falsePositives = Lists.copy(falsePositives);
        tests = Lists.copy(tests);
    }

    /** The same with other entries. */
    public Rule withMatch(List<Match> entries) {
        return new Rule(
                id,
                overrides,
                title,
                cause,
                severity,
                maturity,
                entries,
                consequence,
                explains,
                checks,
                remediation,
                references,
                falsePositives,
                tests);
    }

    /** The same, or not, as a mere outcome. */
    public Rule withConsequence(boolean outcome) {
        return new Rule(
                id,
                overrides,
                title,
                cause,
                severity,
                maturity,
                match,
                outcome,
                explains,
                checks,
                remediation,
                references,
                falsePositives,
                tests);
    }

    /** The same with other tests. */
    Rule withTests(List<RuleTest> others) {
        return new Rule(
                id,
                overrides,
                title,
                cause,
                severity,
                maturity,
                match,
                consequence,
                explains,
                checks,
                remediation,
                references,
                falsePositives,
                others);
    }

    /** Whether the cause is a normal end, which nobody is paged for. */
    public boolean isNormal() {
        return cause.startsWith("normal-");
    }
}
