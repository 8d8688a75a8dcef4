package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Surface;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rules a text or an event came to, for whoever wants to know why one spoke and another did not. What matches is
 * what {@link TextMatcher} and {@link EventMatcher} say; the others are those of which a literal is in the text. Those
 * that matched come first.
 */
public final class Trials {

    private final EntryFinder finder;
    private final HarmlessLines harmless;
    private final TextMatcher texts;
    private final EventMatcher patterns;

    public Trials(RuleSet rules) {
        this.finder = new EntryFinder(rules.rules());
        this.harmless = new HarmlessLines(rules.harmless());
        this.texts = new TextMatcher(finder, harmless);
        this.patterns = new EventMatcher(rules);
    }

    /** What was tried on a text of that surface; what did not match, on each line of a log by itself. */
    public List<Trial> of(Surface surface, String text) {
        List<Trial> matched = texts.match(surface, text).stream()
                .map(hit -> Trial.matched(hit.rule().id(), hit.text()))
                .distinct()
                .toList();
        Set<String> rules = matched.stream().map(Trial::rule).collect(Collectors.toSet());
        Stream<Trial> others = Texts.parts(surface, text).flatMap(part -> finder.trials(surface, part)
                .filter(trial -> !trial.matched() || !rules.contains(trial.rule()))
                .map(trial -> trial.matched() ? takenBack(trial, surface, part) : trial));
        return Stream.concat(matched.stream(), others).distinct().toList();
    }

    private Trial takenBack(Trial trial, Surface surface, String part) {
        String by = harmless.context(surface, part)
                .map(context -> "the line is of harmless context " + context.id())
                .orElse("what stands around it takes it back");
        return new Trial(trial.rule(), false, trial.reason() + ", but " + by);
    }

    /** The rules whose event pattern fits the event. Its texts are tried by themselves. */
    public List<Trial> of(AwsEvent event) {
        return patterns.match(event).stream()
                .map(hit -> new Trial(hit.rule().id(), true, "its event pattern fits"))
                .toList();
    }
}
