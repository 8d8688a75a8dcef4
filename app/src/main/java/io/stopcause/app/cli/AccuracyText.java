package io.stopcause.app.cli;

import io.stopcause.app.accuracy.Accuracy;
import io.stopcause.app.accuracy.Reliability;
import io.stopcause.app.accuracy.Score;
import io.stopcause.model.Json;
import java.util.Locale;
import java.util.Map;

/** Accuracy as tables for a person. */
final class AccuracyText {

    private static final String ROW = "%-20s %8s  %6s  %6s  %6s  %6s  %s%n";
    private static final int SHOWN = 240;

    private final StringBuilder text = new StringBuilder();

    private AccuracyText() {}

    static String of(Accuracy accuracy) {
        AccuracyText all = new AccuracyText();
        all.scores("file", accuracy.sets());
        all.row("all", accuracy.all());
        all.scores("surface", accuracy.surfaces());
        all.scores("family", accuracy.families());
        all.line("");
        all.line("%-12s  %8s  %6s  %6s  %s", "confidence", "verdicts", "right", "share", "said on average");
        accuracy.reliability().stream().filter(bin -> bin.verdicts() > 0).forEach(all::bin);
        all.line("");
        all.line(
                "wrong with confidence 0.9 or more: %d, %d of them on causes that a look into the account refutes",
                accuracy.confidentlyWrong(), accuracy.confidentlyWrongRefutable());
        all.line("rule set %s", accuracy.ruleSet());
        return all.text.toString();
    }

    /** Everything that is not right, two lines each. */
    static String misses(Accuracy accuracy) {
        AccuracyText all = new AccuracyText();
        all.line("");
        all.line("%d not right", accuracy.misses().size());
        for (Accuracy.Miss miss : accuracy.misses()) {
            String label = miss.causes().isEmpty() ? "nothing wrong" : String.join("|", miss.causes());
            all.line(
                    "%s %s %s: %s -> %s %.2f %s",
                    miss.set(),
                    miss.id(),
                    miss.surface(),
                    label,
                    miss.answer().orElse("nothing"),
                    miss.confidence(),
                    miss.rule());
            String quoted = Json.write(miss.text());
            all.line("      %s", quoted.length() <= SHOWN ? quoted : quoted.substring(0, SHOWN) + "…");
        }
        return Terminal.safe(all.text.toString());
    }

    private void scores(String title, Map<String, Score> scores) {
        if (!text.isEmpty()) {
            line("");
        }
        text.append(ROW.formatted(title, "failures", "top-1", "top-3", "family", "quiet", "false alarms"));
        scores.forEach(this::row);
    }

    private void row(String name, Score score) {
        text.append(ROW.formatted(
                name,
                score.failures(),
                percent(score.topOne(), score.failures()),
                percent(score.topThree(), score.failures()),
                percent(score.family(), score.failures()),
                score.quiet(),
                score.falseAlarms()));
    }

    private void bin(Reliability bin) {
        line(
                "%.1f to %.1f    %8d  %6d  %6s  %s",
                bin.from(),
                bin.to(),
                bin.verdicts(),
                bin.right(),
                percent(bin.right(), bin.verdicts()),
                String.format(Locale.ROOT, "%.2f", bin.said()));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }
}
