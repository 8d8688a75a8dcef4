package io.stopcause.analyzer.match;

import com.google.re2j.Matcher;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the rules that match a text. Immutable and safe for use by several threads. */
public final class TextMatcher {

    private static final Expression TRACE =
            new Expression("^\\s+(?:at |\\.\\.\\. \\d+ |File \")|^Caused by: |^Traceback "
                    + "|^(?:[\\w$]+\\.)+[\\w$]*(?:Exception|Error|Throwable)\\b");

    private final List<Entry> entries = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final Prefilter prefilter;
    private final Harmless harmless;

    private record Entry(Rule rule, Match match, List<Expression> all, List<Expression> unless) {}

    public TextMatcher(RuleSet rules) {
        for (Rule rule : rules.rules()) {
            for (Match match : rule.match().stream().filter(Match::isDirect).toList()) {
                match.text().forEach(source -> {
                    expressions.add(new Expression(source));
                    owners.add(entries.size());
                });
                entries.add(new Entry(rule, match, compile(match.all()), compile(match.unless())));
            }
        }
        this.prefilter =
                new Prefilter(expressions.stream().map(Expression::source).toList());
        this.harmless = new Harmless(rules.harmless());
    }

    static List<Expression> compile(List<String> sources) {
        return sources.stream().map(Expression::new).toList();
    }

    /** What matches in a text that stands on that surface; in a log's text each line is judged by itself first. */
    public List<Hit> match(Surface surface, String text) {
        if (surface != Surface.APP_LOG && surface != Surface.AGENT_LOG) {
            return find(surface, Texts.message(text));
        }
        List<String> lines =
                text.lines().map(Texts::line).filter(line -> !line.isBlank()).toList();
        Map<Match, Hit> hits = new LinkedHashMap<>();
        Map<Match, Integer> lastSeen = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Hit> found = find(surface, lines.get(i));
            if (!found.isEmpty() && !harmless.isHarmless(surface, lines.get(i))) {
                int record = record(lines, i);
                found.forEach(hit -> hits.putIfAbsent(hit.match(), hit));
                found.forEach(hit -> lastSeen.put(hit.match(), record));
            }
        }
        if (lines.size() > 1) {
            find(surface, judgedTogether(surface, lines)).forEach(hit -> hits.putIfAbsent(hit.match(), hit));
        }
        int cure = hits.isEmpty() ? -1 : lastCure(surface, lines);
        return hits.values().stream()
                .filter(hit -> !hit.match().passing() || lastSeen.getOrDefault(hit.match(), 0) > cure)
                .toList();
    }

    /** The line that begins the record that a line belongs to: what stands above its stack trace. */
    private static int record(List<String> lines, int line) {
        int first = line;
        while (first > 0 && TRACE.find(lines.get(first))) {
            first--;
        }
        return first;
    }

    /** The last line that says that what failed before it works by now, or -1. */
    private int lastCure(Surface surface, List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (harmless.cures(surface, lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private String judgedTogether(Surface surface, List<String> lines) {
        return lines.stream()
                .filter(line -> !harmless.isHarmless(surface, line))
                .collect(Collectors.joining(" "));
    }

    /** Whether a line of a log says that a passing failure is over. */
    public boolean cures(Surface surface, String line) {
        return harmless.cures(surface, Texts.line(line));
    }

    /** Whether a line of a log only quotes or mentions failures. */
    boolean isHarmless(Surface surface, String line) {
        return harmless.isHarmless(surface, Texts.line(line));
    }

    private List<Hit> find(Surface surface, String text) {
        BitSet candidates = prefilter.candidates(text);
        List<Hit> hits = new ArrayList<>();
        BitSet done = new BitSet();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            int owner = owners.get(i);
            if (!done.get(owner)) {
                Optional<Hit> hit = find(surface, text, expressions.get(i), entries.get(owner));
                hit.ifPresent(found -> {
                    done.set(owner);
                    hits.add(found);
                });
            }
        }
        return hits;
    }

    private static Optional<Hit> find(Surface surface, String text, Expression expression, Entry entry) {
        if (!entry.match.on().contains(surface)) {
            return Optional.empty();
        }
        Matcher matcher = expression.matcher(text);
        boolean matches = matcher.find()
                && entry.all.stream().allMatch(each -> each.find(text))
                && entry.unless.stream().noneMatch(each -> each.find(text));
        return matches
                ? Optional.of(new Hit(entry.rule, entry.match, matcher.group(), text, Expression.captures(matcher)))
                : Optional.empty();
    }

    /** The harmless contexts, compiled. */
    private static final class Harmless {

        private final List<Context> contexts;

        private record Context(
                HarmlessRule rule, List<Expression> line, List<Expression> unless, List<Expression> cure) {}

        Harmless(Iterable<HarmlessRule> rules) {
            List<Context> compiled = new ArrayList<>();
            rules.forEach(rule -> compiled.add(
                    new Context(rule, compile(rule.line()), compile(rule.unless()), compile(rule.cure()))));
            this.contexts = List.copyOf(compiled);
        }

        boolean isHarmless(Surface surface, String line) {
            return contexts.stream()
                    .filter(context -> context.rule.on().contains(surface))
                    .anyMatch(context -> context.line.stream().anyMatch(each -> each.find(line))
                            && context.unless.stream().noneMatch(each -> each.find(line)));
        }

        boolean cures(Surface surface, String text) {
            return contexts.stream()
                    .filter(context -> context.rule.on().contains(surface))
                    .anyMatch(context -> context.cure.stream().anyMatch(each -> each.find(text)));
        }
    }
}
