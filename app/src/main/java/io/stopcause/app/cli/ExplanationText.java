package io.stopcause.app.cli;

import io.stopcause.analyzer.Explanation;
import io.stopcause.model.Remediation;
import java.util.List;

/** An explanation as a person reads it on a terminal: the answer first, then why, then what to do. */
final class ExplanationText {

    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(Explanation explanation) {
        ExplanationText lines = new ExplanationText();
        if (explanation.cause().isEmpty()) {
            lines.line("Nothing here that stopcause knows as a failure.");
            return lines.text.toString();
        }
        lines.line(explanation.title() + ".");
        lines.line("");
        lines.field("cause", explanation.cause().get() + ", " + percent(explanation.confidence()) + " sure");
        lines.field("or", String.join(", ", explanation.alternatives()));
        lines.remediation(explanation.remediation());
        lines.field("rule", explanation.rule());
        return lines.text.toString();
    }

    private void remediation(Remediation remediation) {
        field("what", remediation.what());
        field("why", remediation.why());
        List<Remediation.Step> steps = remediation.steps();
        for (int i = 0; i < steps.size(); i++) {
            field(i == 0 ? "do" : "", (i + 1) + ". " + steps.get(i).text());
            steps.get(i).code().lines().forEach(code -> line("                " + code));
        }
        field("verify", remediation.verify());
        field("undo", remediation.undo());
    }

    private static String percent(double confidence) {
        return Math.round(confidence * 100) + " %";
    }

    private void field(String name, String value) {
        if (!value.isBlank()) {
            List<String> lines = value.strip().lines().toList();
            line("  %-8s  %s".formatted(name, lines.get(0)));
            lines.stream().skip(1).forEach(more -> line("            " + more));
        }
    }

    private void line(String line) {
        text.append(Terminal.safe(line).stripTrailing()).append('\n');
    }
}
