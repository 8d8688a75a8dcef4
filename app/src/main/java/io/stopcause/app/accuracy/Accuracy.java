package io.stopcause.app.accuracy;

import io.stopcause.analyzer.Explainer;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.Causes.Cause;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How often a rule set is right on labelled texts, each judged alone.
 *
 * @param ruleSet its version
 * @param confidentlyWrong wrong verdicts that say 0.9 or more
 * @param confidentlyWrongRefutable those of them whose cause a look into the account would refute
 * @param sets by file
 * @param surfaces by surface
 * @param families by family of the label, failures only
 * @param misses everything that is not right
 */
public record Accuracy(
        String ruleSet,
        Score all,
        int confidentlyWrong,
        int confidentlyWrongRefutable,
        Map<String, Score> sets,
        Map<String, Score> surfaces,
        Map<String, Score> families,
        List<Reliability> reliability,
        List<Miss> misses) {

    private static final double CONFIDENT = 0.9;

    /** A text that was not judged as its label says. */
    public record Miss(
            String set,
            String id,
            String surface,
            List<String> causes,
            Optional<String> answer,
            List<String> alternatives,
            double confidence,
            String rule,
            String text) {

        private static Miss of(Judged judged) {
            return new Miss(
                    judged.text().set(),
                    judged.text().id(),
                    judged.text().surface().wire(),
                    judged.text().causes(),
                    judged.answer().cause(),
                    judged.answer().alternatives(),
                    judged.answer().confidence(),
                    judged.answer().rule(),
                    judged.text().text());
        }
    }

    /** Judges each text and counts. */
    public static Accuracy of(List<LabelledText> texts, RuleSet rules) {
        Explainer explainer = new Explainer(rules);
        Map<String, Cause> causes = Causes.all();
        List<Judged> answers = texts.stream()
                .map(text -> Judged.of(text, explainer.explain(text.surface(), text.text()), causes))
                .toList();
        List<Judged> confident =
                answers.stream().filter(each -> each.isWrongWith(CONFIDENT)).toList();
        return new Accuracy(
                rules.version(),
                Score.of(answers),
                confident.size(),
                (int) confident.stream()
                        .flatMap(each -> each.answer().cause().stream())
                        .flatMap(cause -> Optional.ofNullable(causes.get(cause)).stream())
                        .filter(cause -> !cause.refutableBy().isEmpty())
                        .count(),
                by(answers, each -> Optional.of(each.text().set())),
                by(answers, each -> Optional.of(each.text().surface().wire())),
                by(answers, Judged::family),
                Reliability.of(answers),
                answers.stream()
                        .filter(each -> !each.right() || each.isFalseAlarm())
                        .map(Miss::of)
                        .toList());
    }

    private static Map<String, Score> by(List<Judged> answers, Function<Judged, Optional<String>> name) {
        Map<String, List<Judged>> groups = new TreeMap<>();
        for (Judged each : answers) {
            name.apply(each).ifPresent(group -> groups.computeIfAbsent(group, g -> new ArrayList<>())
                    .add(each));
        }
        Map<String, Score> scores = new TreeMap<>();
        groups.forEach((group, members) -> scores.put(group, Score.of(members)));
        return scores;
    }
}
