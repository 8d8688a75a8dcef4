package io.stopcause.analyzer.match;

import com.google.re2j.Matcher;
import io.stopcause.analyzer.match.ExpressionIndex.Owned;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All text entries of some rules, compiled for each surface at its first use. Immutable. */
final class EntryFinder implements Finder {

    private final Map<Surface, Supplier<ExpressionIndex<Entry>>> indices = new EnumMap<>(Surface.class);

    private record Entry(Rule rule, Match match, List<Expression> all, List<Expression> unless) {

        static Entry of(Rule rule, Match match) {
            return new Entry(rule, match, Expression.all(match.all()), Expression.all(match.unless()));
        }

        Optional<Expression> missing(String text) {
            return all.stream().filter(each -> !each.find(text)).findFirst();
        }

        Optional<Expression> exception(String text) {
            return unless.stream().filter(each -> each.find(text)).findFirst();
        }
    }

    EntryFinder(Collection<Rule> rules) {
        List<Entry> entries = rules.stream()
                .flatMap(rule -> rule.match().stream().filter(Match::isDirect).map(match -> Entry.of(rule, match)))
                .toList();
        for (Surface surface : Surface.values()) {
            indices.put(
                    surface,
                    new Once<>(() -> new ExpressionIndex<>(entries.stream()
                            .filter(entry -> entry.match.on().contains(surface))
                            .flatMap(entry -> Owned.all(entry.match.text(), entry)))));
        }
    }

    @Override
    public List<Hit> find(Surface surface, String text) {
        List<Hit> hits = new ArrayList<>();
        Set<Match> done = new HashSet<>();
        index(surface)
                .candidates(text)
                .filter(candidate -> !done.contains(candidate.owner().match))
                .forEach(candidate -> find(text, candidate).ifPresent(hit -> {
                    done.add(hit.match());
                    hits.add(hit);
                }));
        return hits;
    }

    /** The expressions that the text reaches, each with its rule, to be tried one by one. */
    Stream<Attempt> attempts(Surface surface, String text) {
        return index(surface)
                .candidates(text)
                .map(candidate -> new Attempt(
                        candidate.owner().rule,
                        candidate.expression().source(),
                        () -> candidate.expression().find(text)));
    }

    /** The entries that the text reaches, and what became of each. */
    Stream<Trial> trials(Surface surface, String text) {
        return index(surface).candidates(text).map(candidate -> trial(text, candidate));
    }

    private static Trial trial(String text, Owned<Entry> candidate) {
        Entry entry = candidate.owner();
        String rule = entry.rule.id();
        Matcher matcher = candidate.expression().matcher(text);
        if (!matcher.find()) {
            return new Trial(
                    rule, false, "nothing fits " + candidate.expression().source());
        }
        String fits = Trial.fits(matcher.group());
        return entry.missing(text)
                .map(missing -> new Trial(rule, false, fits + ", but nothing fits " + missing.source()))
                .or(() -> entry.exception(text)
                        .map(exception -> new Trial(rule, false, fits + ", but so does " + exception.source())))
                .orElseGet(() -> Trial.matched(rule, matcher.group()));
    }

    private ExpressionIndex<Entry> index(Surface surface) {
        return indices.getOrDefault(surface, () -> {
                    throw new IllegalStateException("no index for " + surface);
                })
                .get();
    }

    private static Optional<Hit> find(String text, Owned<Entry> candidate) {
        Entry entry = candidate.owner();
        Matcher matcher = candidate.expression().matcher(text);
        boolean matches = matcher.find()
                && entry.missing(text).isEmpty()
                && entry.exception(text).isEmpty();
        return matches
                ? Optional.of(new Hit(entry.rule, entry.match, matcher.group(), text, Expression.captures(matcher)))
                : Optional.empty();
    }
}
