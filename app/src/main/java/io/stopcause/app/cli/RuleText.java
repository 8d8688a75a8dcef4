package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.Check;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.analyzer.rule.Source;
import io.stopcause.model.Remediation;
import io.stopcause.model.Surface;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule as a person reads it on a terminal. */
final class RuleText {

    private static final int WIDTH = 14;

    private final RuleSet rules;
    private final StringBuilder text = new StringBuilder();

    RuleText(RuleSet rules) {
        this.rules = rules;
    }

    String of(Rule rule) {
        line(rule.id() + ": " + rule.title());
        Causes.Cause cause = Causes.of(rule.cause());
        field("cause", cause.id() + " (" + cause.family() + "): " + cause.means());
        field("page", cause.page());
        field("severity", rule.severity().wire() + ", " + rule.maturity().name().toLowerCase(Locale.ROOT));
        files(rule.id());
        field("explains", explains(rule));
        field("explained by", explainedBy(rule));
        list("checks", rule.checks().stream().map(RuleText::of).toList());
        list("matches", rule.match().stream().map(RuleText::of).toList());
        advice(rule);
        list("references", rule.references());
        list("may be wrong", rule.falsePositives());
        tests(rule.tests());
        return text.toString();
    }

    String of(HarmlessRule context) {
        line(context.id() + ": " + context.title());
        field("severity", "none: a line that matches is not judged");
        field("on", surfaces(context.on()));
        files(context.id());
        list("line", context.line());
        list("unless", context.unless());
        list("cure", context.cure());
        tests(context.tests());
        return text.toString();
    }

    private void files(String id) {
        list("file", rules.sources(id).stream().map(RuleText::of).toList());
    }

    private static String of(Source source) {
        return source.file() + (source.shipped() ? " (comes with stopcause)" : " (yours)");
    }

    private String explains(Rule rule) {
        String outcomes = rule.consequence() ? "" : "any mere outcome found beside it";
        String named = String.join(", ", rule.explains());
        return named.isEmpty() ? outcomes : outcomes.isEmpty() ? named : named + ", and " + outcomes;
    }

    private String explainedBy(Rule rule) {
        if (rule.consequence()) {
            return "any cause found beside it, for it is an outcome";
        }
        return rules.rules().stream()
                .filter(other -> other.explains().contains(rule.cause()))
                .map(Rule::id)
                .collect(Collectors.joining(", "));
    }

    private static String of(Check check) {
        return check.ask() + check.with() + (check.ifKnown().isEmpty() ? "" : " if known " + check.ifKnown()) + ": "
                + (check.confirms() ? "yes" : "no") + " confirms it";
    }

    private static String of(Match match) {
        StringBuilder entry = new StringBuilder("on ").append(surfaces(match.on()));
        match.text().forEach(expression -> entry.append("\n  ").append(expression));
        match.all().forEach(expression -> entry.append("\n  and also ").append(expression));
        match.unless().forEach(expression -> entry.append("\n  unless ").append(expression));
        if (!match.event().isMissingNode()) {
            entry.append("\n  event ").append(match.event());
        }
        match.blind().ifPresent(spot -> entry.append("\n  blind spot ").append(spot));
        match.absence().ifPresent(absence -> entry.append("\n  unless within ")
                .append(absence.within())
                .append(" s ")
                .append(absence.of()));
        entry.append("\n  confidence ").append(match.confidence());
        entry.append(match.fatal() ? ", fatal" : "").append(match.passing() ? ", transient" : "");
        if (!match.alternatives().isEmpty()) {
            entry.append(", or else ").append(String.join(", ", match.alternatives()));
        }
        return entry.toString();
    }

    private static String surfaces(Collection<Surface> on) {
        return on.size() == Surface.values().length
                ? "anything"
                : on.stream().map(Surface::wire).collect(Collectors.joining(", "));
    }

    private void advice(Rule rule) {
        Remediation advice = rule.remediation().fill(Map.of());
        field("what", advice.what());
        field("why", advice.why());
        list(
                "do",
                advice.steps().stream()
                        .map(step -> step.text()
                                + step.code().lines().map("\n    "::concat).collect(Collectors.joining()))
                        .toList());
        field("verify", advice.verify());
        field("undo", advice.undo());
    }

    private void tests(List<RuleTest> tests) {
        list("tests", tests.stream().map(RuleText::of).toList());
    }

    private static String of(RuleTest test) {
        String what = test.text()
                .map(text -> test.on().map(Surface::wire).orElse("app.log") + ": " + text.strip())
                .orElse(test.records().size() + " records in virtual time");
        String kind = test.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return kind + ", " + test.expect().orElse("nothing") + "\n  " + what;
    }

    private void list(String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            field(i == 0 ? name : "", values.get(i));
        }
    }

    private void field(String name, String value) {
        List<String> lines = value.strip().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            line(("  %-" + WIDTH + "s%s").formatted(i == 0 ? name : "", lines.get(i)));
        }
    }

    private void line(String line) {
        text.append(Terminal.safe(line).stripTrailing()).append('\n');
    }
}
