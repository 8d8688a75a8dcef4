package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Surface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rules a text or an event came to, for whoever wants to know why one spoke and another did not. Rules of which no
 * literal is in the text are not tried. Those that matched come first, in the order of the rules.
 */
public final class Trials {

    private static final Comparator<Trial> MATCHED_FIRST =
            Comparator.comparing(Trial::matched).reversed();

    private final EntryFinder finder;
    private final HarmlessLines harmless;
    private final EventMatcher patterns;

    public Trials(RuleSet rules) {
        this.finder = new EntryFinder(rules.rules());
        this.harmless = new HarmlessLines(rules.harmless());
        this.patterns = new EventMatcher(rules);
    }

    /** What was tried on a text of that surface; in a log's text each line is tried by itself. */
    public List<Trial> of(Surface surface, String text) {
        return Texts.parts(surface, text)
                .flatMap(part -> trials(surface, part))
                .distinct()
                .sorted(MATCHED_FIRST)
                .toList();
    }

    /** The rules whose event pattern fits the event. Its texts are tried by themselves. */
    public List<Trial> of(AwsEvent event) {
        return patterns.match(event).stream()
                .map(hit -> new Trial(hit.rule().id(), true, "its event pattern fits"))
                .toList();
    }

    private Stream<Trial> trials(Surface surface, String part) {
        Optional<String> context = harmless.context(surface, part).map(HarmlessRule::id);
        return finder.trials(surface, part).map(trial -> context.filter(id -> trial.matched())
                .map(id ->
                        new Trial(trial.rule(), false, trial.reason() + ", but the line is of harmless context " + id))
                .orElse(trial));
    }
}
