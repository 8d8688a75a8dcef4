package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All matching in one place: texts by expressions, events by patterns and by the texts that they carry. */
public final class Judge {

    private final RuleSet rules;
    private final TextMatcher texts;
    private final Supplier<EventMatcher> events;
    private final Supplier<StepMatcher> steps;
    private final QuietLines quiet;
    private final Map<Set<String>, Optional<ByteScreen>> screens = new ConcurrentHashMap<>();

    public Judge(RuleSet rules) {
        this(rules, new TextMatcher(rules), new QuietLines(rules));
    }

    private Judge(RuleSet rules, TextMatcher texts, QuietLines quiet) {
        this.rules = rules;
        this.texts = texts;
        this.quiet = quiet;
        this.events = new Once<>(() -> new EventMatcher(rules));
        this.steps = new Once<>(() -> new StepMatcher(rules));
    }

    /** The same, which keeps what it has found: for a bounded number of texts that are judged again and again. */
    public Judge remembering() {
        return new Judge(rules, texts.remembering(), quiet);
    }

    /** The same with one rule changed; the texts of the other rules stay compiled. */
    public Judge replacing(Rule changed) {
        return new Judge(rules.replacing(changed), texts.replacing(changed), new QuietLines());
    }

    /** The same with one harmless context changed. */
    public Judge replacing(HarmlessRule changed) {
        return new Judge(rules, texts.replacing(changed), new QuietLines());
    }

    public RuleSet rules() {
        return rules;
    }

    public TextMatcher texts() {
        return texts;
    }

    /** Whether a line of a log is one that no rule can be about; most are, and this is a quick look. */
    public boolean isQuiet(Surface surface, String line) {
        return quiet.isQuiet(surface, line);
    }

    /**
     * The same look at the bytes of an application's log, built once; none where an expression needs no literal.
     *
     * @param further literals in lower case of which the caller wants to know as well
     */
    public Optional<ByteScreen> screen(Collection<String> further) {
        return screens.computeIfAbsent(Set.copyOf(further), this::built);
    }

    private Optional<ByteScreen> built(Set<String> further) {
        List<LiteralSet> alone =
                further.stream().map(literal -> LiteralSet.of(Set.of(literal))).toList();
        return quiet.branches(Surface.APP_LOG)
                .map(branches -> new ByteScreen(
                        this,
                        Stream.concat(branches.stream(), alone.stream().map(List::of))
                                .toList()));
    }

    /** What matches in a text. */
    public List<Hit> judge(Surface surface, String text) {
        return texts.match(surface, text);
    }

    /** What matches in an event: its fields by pattern, then its texts. */
    public List<Hit> judge(AwsEvent event) {
        List<Hit> hits = new ArrayList<>(patterns(event));
        EventText.of(event).forEach(text -> hits.addAll(texts.match(text.surface(), text.text())));
        return hits;
    }

    /** What matches in the fields of an event. */
    public List<Hit> patterns(AwsEvent event) {
        return events.get().match(event);
    }

    /** Which steps of correlated entries a line is; a harmless line begins none, but may go on with one or take it back. */
    public List<StepHit> steps(Surface surface, String text) {
        return steps.get().match(surface, text).stream()
                .filter(hit -> hit.place().step() > 0 || !texts.isHarmless(surface, text))
                .toList();
    }

    /** Which steps of correlated entries an event is. */
    public List<StepHit> steps(AwsEvent event) {
        return steps.get().match(event);
    }
}
