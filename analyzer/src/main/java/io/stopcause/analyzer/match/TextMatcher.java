package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the rules that match a text. Immutable and safe for use by several threads. */
public final class TextMatcher {

    private static final Expression TRACE = new Expression("^\\s{2,}\\S|^\\s+at |^Caused by: |^Traceback "
            + "|^(?:[\\w$]+\\.)*(?-i:[A-Z][\\w$]+(?:Exception|Error|Throwable))\\b");

    /** How a runtime prints an error that nothing has handled, and how a program ends with one. */
    private static final Expression ERROR = new Expression(
            "^(?:(?-i:(?:[\\w$]+[.:/]+)*[A-Z][\\w$]*(?:Error|Exception))|(?-i:E)rror|ERROR|fatal)(?: \\[\\w-]+\\])?: "
                    + "|\\blevel=(?:fatal|panic|critical)\\b|^\\[(?:fatal|critical)\\]");

    private final Finder finder;
    private final HarmlessLines harmless;

    public TextMatcher(RuleSet rules) {
        this(new EntryFinder(rules.rules()), new HarmlessLines(rules.harmless()));
    }

    TextMatcher(Finder finder, HarmlessLines harmless) {
        this.finder = finder;
        this.harmless = harmless;
    }

    /** The same, which keeps what it has found: for a bounded number of texts that are judged again and again. */
    TextMatcher remembering() {
        Map<Place, List<Hit>> found = new ConcurrentHashMap<>();
        Finder remembering =
                (surface, text) -> found.computeIfAbsent(new Place(surface, text), place -> finder.find(surface, text));
        return new TextMatcher(remembering, harmless);
    }

    private record Place(Surface surface, String text) {}

    /** The same with one rule changed. */
    TextMatcher replacing(Rule changed) {
        Finder alone = new EntryFinder(List.of(changed));
        Finder both = (surface, text) -> {
            List<Hit> hits = new ArrayList<>(finder.find(surface, text));
            hits.removeIf(hit -> hit.rule().id().equals(changed.id()));
            hits.addAll(alone.find(surface, text));
            return hits;
        };
        return new TextMatcher(both, harmless);
    }

    /** The same with one harmless context changed. */
    TextMatcher replacing(HarmlessRule changed) {
        return new TextMatcher(finder, harmless.replacing(changed));
    }

    /** What matches in a text that stands on that surface; in a log's text each line is judged by itself first. */
    public List<Hit> match(Surface surface, String text) {
        if (!surface.isLog()) {
            return finder.find(surface, Texts.message(text));
        }
        List<String> lines = text.lines()
                .flatMap(line -> told(surface, line))
                .filter(line -> !line.isBlank())
                .toList();
        Map<Match, Hit> hits = new LinkedHashMap<>();
        Map<Match, Integer> lastSeen = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Hit> found = finder.find(surface, lines.get(i));
            if (!found.isEmpty() && !isHarmless(surface, lines, i)) {
                int line = i;
                found.forEach(hit -> hits.putIfAbsent(hit.match(), hit));
                found.forEach(hit -> lastSeen.put(hit.match(), line));
            }
        }
        if (lines.size() > 1) {
            finder.find(surface, judgedTogether(surface, lines)).forEach(hit -> hits.putIfAbsent(hit.match(), hit));
        }
        int cure = hits.isEmpty() ? -1 : lastCure(surface, lines);
        return hits.values().stream()
                .filter(hit -> !hit.match().passing() || lastSeen.getOrDefault(hit.match(), 0) > cure)
                .toList();
    }

    /** A line; of a JSON record also the lines that its program wrote, and only these if some are harmless. */
    private Stream<String> told(Surface surface, String raw) {
        String line = Texts.line(raw);
        List<String> values = JsonRecord.told(raw.strip());
        List<String> told = values.stream()
                .flatMap(String::lines)
                .filter(each -> !each.isBlank())
                .map(Texts::line)
                .toList();
        boolean matters = !told.isEmpty()
                && Stream.concat(Stream.of(line), told.stream())
                        .anyMatch(each -> !finder.find(surface, each).isEmpty());
        boolean harmlessLine = matters && harmless.isHarmless(surface, line);
        boolean bundle = told.size() > values.size();
        if (!matters || (harmlessLine && !bundle)) {
            return Stream.of(line);
        }
        boolean onlyTold = harmlessLine || told.stream().anyMatch(each -> harmless.isHarmless(surface, each));
        return onlyTold ? told.stream() : Stream.concat(Stream.of(line), told.stream());
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
        return IntStream.range(0, lines.size())
                .filter(i -> !isHarmless(surface, lines, i))
                .mapToObj(lines::get)
                .collect(Collectors.joining(" "));
    }

    private boolean isHarmless(Surface surface, List<String> lines, int line) {
        if (harmless.isHarmless(surface, lines.get(line))) {
            return true;
        }
        int record = record(lines, line);
        return record < line && harmless.coversTrace(surface, lines.get(record));
    }

    /** Whether a line of a log says that a passing failure is over. */
    public boolean cures(Surface surface, String line) {
        return harmless.cures(surface, Texts.line(line));
    }

    /**
     * The lines of a log that tell by their form that a program failed, whatever they say; none if any line is of a
     * harmless context or says that what failed works by now, and none on other surfaces.
     */
    public List<String> errors(Surface surface, String text) {
        if (!surface.isLog()) {
            return List.of();
        }
        List<String> lines = text.lines().map(Texts::line).toList();
        List<String> errors = lines.stream().filter(ERROR::find).toList();
        boolean harmlessContext = !errors.isEmpty()
                && lines.stream().anyMatch(line -> harmless.isHarmless(surface, line) || harmless.cures(surface, line));
        return harmlessContext ? List.of() : errors;
    }

    /** Whether a line of a log only quotes or mentions failures. */
    boolean isHarmless(Surface surface, String line) {
        return harmless.isHarmless(surface, Texts.line(line));
    }
}
