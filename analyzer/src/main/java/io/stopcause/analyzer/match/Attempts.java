package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.util.List;

/** What the matching of texts consists of, for whoever wants to know what each rule costs. */
public final class Attempts {

    private final EntryFinder finder;

    public Attempts(RuleSet rules) {
        this.finder = new EntryFinder(rules.rules());
    }

    /** The expressions that a text reaches on that surface, each of its lines by itself. */
    public List<Attempt> of(Surface surface, String text) {
        return Texts.parts(surface, text)
                .flatMap(part -> finder.attempts(surface, part))
                .toList();
    }
}
