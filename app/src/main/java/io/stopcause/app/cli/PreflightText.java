package io.stopcause.app.cli;

import io.stopcause.analyzer.preflight.Flaw;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.preflight.Located;
import io.stopcause.model.Json;
import java.util.List;
import java.util.stream.Collectors;

/** What preflight found, in the words of the rules. */
final class PreflightText {

    private final RuleSet rules;

    PreflightText(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * One flaw as others read it; the names are a public interface.
     *
     * @param title the rule's, as an incident would bear it
     */
    private record Line(
            String kind,
            String cause,
            String title,
            String file,
            int line,
            String subject,
            String path,
            String text,
            String change,
            String source) {}

    private Line line(Located flaw) {
        return new Line(
                flaw.flaw().kind().wire(),
                flaw.flaw().cause(),
                title(flaw.flaw()),
                flaw.file(),
                flaw.line(),
                flaw.subject(),
                flaw.path(),
                flaw.flaw().text(),
                flaw.flaw().change(),
                flaw.flaw().source());
    }

    private String title(Flaw flaw) {
        return rules.forCause(flaw.cause()).map(Rule::title).orElse(flaw.cause());
    }

    String json(List<Located> flaws) {
        return flaws.stream().map(flaw -> Json.write(line(flaw)) + "\n").collect(Collectors.joining());
    }

    String plain(List<Located> flaws) {
        StringBuilder text = new StringBuilder();
        for (Located flaw : flaws) {
            Line line = line(flaw);
            text.append("%-10s  %s:%d  %s%n".formatted(line.kind(), line.file(), line.line(), line.title()))
                    .append("            why     ")
                    .append(line.text())
                    .append('\n')
                    .append("            where   ")
                    .append(line.subject())
                    .append(", ")
                    .append(line.path())
                    .append('\n')
                    .append("            change  ")
                    .append(line.change())
                    .append('\n')
                    .append("            cause   ")
                    .append(line.cause())
                    .append(", ")
                    .append(line.source())
                    .append("\n\n");
        }
        return text + counts(flaws) + "\n";
    }

    private static String counts(List<Located> flaws) {
        if (flaws.isEmpty()) {
            return "nothing that is certain to fail, and no blind spot";
        }
        return count(flaws, Flaw.Kind.FAILURE, "certain failure") + ", "
                + count(flaws, Flaw.Kind.BLIND_SPOT, "blind spot") + ", " + count(flaws, Flaw.Kind.DOUBT, "doubt");
    }

    private static String count(List<Located> flaws, Flaw.Kind kind, String word) {
        long count = flaws.stream().filter(flaw -> flaw.flaw().kind() == kind).count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** Workflow commands of GitHub Actions; the page of its own documentation says what has to be escaped. */
    String annotations(List<Located> flaws) {
        return flaws.stream()
                .map(this::line)
                .map(line -> "::" + level(line.kind()) + " file=" + property(line.file()) + ",line=" + line.line()
                        + ",title="
                        + property(line.title()) + "::"
                        + data(line.text() + ".\nChange: " + line.change() + "\n" + line.cause() + ", " + line.path()
                                + ", " + line.source())
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String level(String kind) {
        return switch (kind) {
            case "failure" -> "error";
            case "doubt" -> "warning";
            default -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
