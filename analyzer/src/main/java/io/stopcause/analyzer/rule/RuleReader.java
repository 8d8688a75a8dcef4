package io.stopcause.analyzer.rule;

import io.stopcause.model.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts rule files together to a rule set, and collects every problem before it refuses them. */
final class RuleReader {

    static final String SHIPPED = "/rules";

    private final Set<String> causes = Causes.all().keySet();
    private final RuleSet beneath;
    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, HarmlessRule> harmless = new TreeMap<>();
    private final Map<String, List<Source>> sources = new TreeMap<>();
    private final Map<String, String> muted = new TreeMap<>();
    private final List<String> contents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param beneath the rules that the files add to and change */
    private RuleReader(RuleSet beneath) {
        this.beneath = beneath;
        beneath.rules().forEach(rule -> rules.put(rule.id(), rule));
        beneath.harmless().forEach(rule -> harmless.put(rule.id(), rule));
        sources.putAll(beneath.sources());
    }

    /** What comes with stopcause; the build's tests have checked it, so nobody waits for that here. */
    static RuleSet shipped() {
        URL url = RuleReader.class.getResource(SHIPPED);
        if (url == null) {
            throw new IllegalStateException("the rules are missing from this build");
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return trusted(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return trusted(jar.getPath(SHIPPED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static RuleSet trusted(Path directory) {
        List<Rule> rules = new ArrayList<>();
        List<HarmlessRule> harmless = new ArrayList<>();
        Map<String, List<Source>> sources = new TreeMap<>();
        List<String> contents = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (RuleFile file : files(directory, true)) {
            contents.add(file.source().content());
            if (file.says().isEmpty()) {
                problems.add(file.source().file() + ": " + file.problem());
            } else if (file.says().get() instanceof Rule rule) {
                rules.add(rule);
                sources.put(rule.id(), List.of(file.source()));
            } else if (file.says().get() instanceof HarmlessRule rule) {
                harmless.add(rule);
                sources.put(rule.id(), List.of(file.source()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return new RuleSet(rules, harmless, new RuleSet.Origin(sources, Map.of(), RuleSet.version(contents), true));
    }

    /** A directory alone. */
    static RuleSet load(Path directory) {
        return new RuleReader(RuleSet.EMPTY).read(directory);
    }

    /** A directory on top of other rules. */
    static RuleSet load(Path directory, RuleSet beneath) {
        return new RuleReader(beneath).read(directory);
    }

    private static List<RuleFile> files(Path directory, boolean shipped) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !MoreTests.isIn(file) || MoreTests.isAlone(file))
                    .sorted()
                    .toList();
            return sorted.parallelStream()
                    .map(file -> RuleFile.read(directory, file, shipped))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuleSet read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new RuleException(List.of(directory + ": no such directory"));
        }
        List<RuleFile> files = files(directory, false);
        if (files.isEmpty()) {
            throw new RuleException(List.of(directory + ": holds no rule (*.yaml)"));
        }
        contents.add(beneath.version());
        files.forEach(this::addWhole);
        files.forEach(this::addChange);
        files.forEach(this::checkNames);
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return new RuleSet(
                rules.values(),
                harmless.values(),
                new RuleSet.Origin(sources, muted, RuleSet.version(contents), beneath.isComplete()));
    }

    private void addWhole(RuleFile file) {
        contents.add(file.source().content());
        if (!file.problem().isEmpty()) {
            problems.add(file.source().file() + ": " + file.problem());
        }
        file.says().ifPresent(says -> {
            if (says instanceof Rule rule) {
                add(file.source(), rule, rule.id(), rule.overrides(), rules);
                problems.addAll(RuleValidation.problems(file.source(), rule, causes));
            } else if (says instanceof HarmlessRule rule) {
                add(file.source(), rule, rule.id(), rule.overrides(), harmless);
                problems.addAll(RuleValidation.problems(file.source(), rule));
            }
        });
    }

    /** Harmless contexts may stand in any file, so their names are looked up when all are read. */
    private void checkNames(RuleFile file) {
        file.says().filter(Rule.class::isInstance).map(Rule.class::cast).stream()
                .flatMap(rule -> rule.match().stream())
                .flatMap(match -> match.unlike().stream())
                .filter(id -> !harmless.containsKey(id))
                .forEach(id -> report(file.source(), id, unknown("harmless context in 'unlike'", id, harmless)));
    }

    /** Extensions and mutes speak of rules that must be there before. */
    private void addChange(RuleFile file) {
        file.says().ifPresent(says -> {
            if (says instanceof Extension extension) {
                extend(file.source(), extension);
            } else if (says instanceof Mute mute) {
                mute(file.source(), mute);
            }
        });
    }

    private <T> void add(Source source, T rule, String id, boolean overrides, Map<String, T> all) {
        boolean isBeneath = beneath.sources().containsKey(id);
        boolean isOwn = sources.containsKey(id) && sources.get(id).stream().anyMatch(each -> !each.shipped());
        if (isOwn) {
            report(source, id, "a second rule with the id '" + id + "'");
        } else if (overrides && !all.containsKey(id)) {
            report(source, "overrides:", unknown("rule to override", id, all));
        } else if (isBeneath && !overrides) {
            report(
                    source,
                    id,
                    "'" + id + "' comes with stopcause; say 'overrides: true' below the id to replace it, write"
                            + " 'extends: " + id + "' instead of the id to add to it, or use --only-rules");
        }
        all.put(id, rule);
        sources.put(id, List.of(source));
    }

    private void extend(Source source, Extension extension) {
        Rule rule = rules.get(extension.of());
        if (rule == null || beneath.rule(extension.of()).isEmpty()) {
            report(source, extension.of(), unknown("rule to extend", extension.of(), ids(RuleSet::rules, Rule::id)));
            return;
        }
        Rule extended = extension.apply(rule);
        problems.addAll(RuleValidation.problems(source, extended, causes));
        rules.put(rule.id(), extended);
        sources.merge(rule.id(), List.of(source), (a, b) -> Stream.concat(a.stream(), b.stream())
                .toList());
    }

    private void mute(Source source, Mute mute) {
        Map<String, String> known = ids(RuleSet::rules, Rule::id);
        known.putAll(ids(RuleSet::harmless, HarmlessRule::id));
        if (!known.containsKey(mute.rule())) {
            report(source, mute.rule(), unknown("rule to mute", mute.rule(), known));
            return;
        }
        if (sources.getOrDefault(mute.rule(), List.of()).stream().anyMatch(each -> !each.shipped())) {
            report(source, mute.rule(), "'" + mute.rule() + "' is muted here and changed in another file; keep one");
        }
        rules.remove(mute.rule());
        harmless.remove(mute.rule());
        sources.remove(mute.rule());
        muted.put(mute.rule(), mute.reason());
    }

    private <T> Map<String, String> ids(Function<RuleSet, Iterable<T>> all, Function<T, String> id) {
        Map<String, String> ids = new TreeMap<>();
        all.apply(beneath).forEach(rule -> ids.put(id.apply(rule), id.apply(rule)));
        return ids;
    }

    private static String unknown(String what, String id, Map<String, ?> known) {
        return known.isEmpty()
                ? "unknown " + what + " '" + id + "'; this directory is used alone, so there is none"
                : Nearest.unknown(what, id, known.keySet());
    }

    private void report(Source source, String near, String problem) {
        problems.add(source.file() + ":" + RuleValidation.line(source, near) + ": " + problem);
    }
}
