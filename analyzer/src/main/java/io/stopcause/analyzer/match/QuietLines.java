package io.stopcause.analyzer.match;

import io.stopcause.analyzer.match.ExpressionIndex.Owned;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells by one look which lines of a log no rule can be about: neither an entry nor a step of a correlation nor a cure
 * matches. Nearly every line of a healthy program is one. Immutable.
 */
final class QuietLines {

    private final Map<Surface, Supplier<Set<String>>> expressions = new EnumMap<>(Surface.class);
    private final Map<Surface, Supplier<ExpressionIndex<String>>> indices = new EnumMap<>(Surface.class);

    /** Calls no line quiet: for rules that are tried once. */
    QuietLines() {}

    QuietLines(RuleSet rules) {
        for (Surface surface : Surface.values()) {
            Supplier<Set<String>> sources = new Once<>(() -> sources(rules, surface));
            expressions.put(surface, sources);
            indices.put(
                    surface,
                    new Once<>(() -> new ExpressionIndex<>(
                            sources.get().stream().map(source -> new Owned<>(new Expression(source), source)))));
        }
    }

    private static Set<String> sources(RuleSet rules, Surface surface) {
        Set<String> sources = new LinkedHashSet<>();
        rules.rules().stream()
                .map(Rule::match)
                .flatMap(Collection::stream)
                .filter(match -> match.on().contains(surface))
                .forEach(match -> addAll(sources, match));
        rules.harmless().stream()
                .filter(rule -> rule.on().contains(surface))
                .map(HarmlessRule::cure)
                .forEach(sources::addAll);
        return sources;
    }

    private static void addAll(Set<String> sources, Match match) {
        sources.addAll(match.text());
        match.further().forEach(step -> sources.addAll(step.text()));
    }

    /** What a line of that surface must hold not to be quiet; none where an expression needs no literal. */
    Optional<List<List<LiteralSet>>> branches(Surface surface) {
        List<List<List<LiteralSet>>> needed = Optional.ofNullable(expressions.get(surface)).stream()
                .map(Supplier::get)
                .flatMap(Collection::parallelStream)
                .map(LiteralPack::required)
                .toList();
        return needed.isEmpty() || needed.stream().anyMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(needed.stream().flatMap(Collection::stream).toList());
    }

    /** Whether nothing matches in the message. A record that has to be unpacked first is only quiet by its literals. */
    boolean isQuiet(Surface surface, String message) {
        Supplier<ExpressionIndex<String>> index = indices.get(surface);
        if (index == null || message.indexOf('\n') >= 0 || message.indexOf('\r') >= 0) {
            return false;
        }
        boolean record = message.stripLeading().startsWith("{");
        if (record && message.indexOf('\\') >= 0) {
            return false;
        }
        String line = Texts.line(message);
        String text = Texts.message(message);
        return isQuiet(index.get(), line, record) && (text.equals(line) || isQuiet(index.get(), text, record));
    }

    private static boolean isQuiet(ExpressionIndex<String> index, String line, boolean record) {
        return record
                ? index.candidates(line).findAny().isEmpty()
                : index.matching(line).findAny().isEmpty();
    }
}
