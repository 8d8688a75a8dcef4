package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells by one look which lines of a log no rule can be about: neither an entry nor a step of a correlation nor a cure
 * finds a literal that it needs. Nearly every line of a healthy program is one. Immutable.
 */
final class QuietLines {

    private final Map<Surface, Supplier<Optional<LiteralFinder>>> finders = new EnumMap<>(Surface.class);

    /** Calls no line quiet: for rules that are tried once. */
    QuietLines() {}

    QuietLines(RuleSet rules) {
        for (Surface surface : Surface.values()) {
            finders.put(surface, new Once<>(() -> finder(rules, surface)));
        }
    }

    /** A finder of what makes a line worth a closer look; none where an expression needs no literal. */
    private static Optional<LiteralFinder> finder(RuleSet rules, Surface surface) {
        List<List<List<LiteralSet>>> needed = sources(rules, surface)
                .parallel()
                .map(source -> Literals.required(source, Literals.LEAST))
                .toList();
        if (needed.stream().anyMatch(List::isEmpty)) {
            return Optional.empty();
        }
        LiteralFinder finder = new LiteralFinder();
        needed.stream().flatMap(Collection::stream).forEach(branch -> finder.add(branch.get(0), 0));
        finder.freeze();
        return Optional.of(finder);
    }

    private static Stream<String> sources(RuleSet rules, Surface surface) {
        List<String> sources = new ArrayList<>();
        rules.rules().stream()
                .map(Rule::match)
                .flatMap(Collection::stream)
                .filter(match -> match.on().contains(surface))
                .forEach(match -> addAll(sources, match));
        rules.harmless().stream()
                .filter(rule -> rule.on().contains(surface))
                .map(HarmlessRule::cure)
                .forEach(sources::addAll);
        return sources.stream();
    }

    private static void addAll(List<String> sources, Match match) {
        sources.addAll(match.text());
        match.further().forEach(step -> sources.addAll(step.text()));
    }

    /** Whether nothing matches in the message. What has to be unpacked first, by its marks, is never quiet. */
    boolean isQuiet(Surface surface, String message) {
        return message.indexOf('\\') < 0
                && message.indexOf('\n') < 0
                && finders.getOrDefault(surface, Optional::empty)
                        .get()
                        .filter(finder -> isQuiet(finder, message))
                        .isPresent();
    }

    private static boolean isQuiet(LiteralFinder finder, String message) {
        String line = Texts.line(message);
        return !finder.finds(Prefilter.fold(line))
                && (!line.contains("  ") || !finder.finds(Prefilter.fold(Texts.message(message))));
    }
}
