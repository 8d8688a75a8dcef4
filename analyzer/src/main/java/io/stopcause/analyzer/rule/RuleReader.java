package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
import io.stopcause.model.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads rule files and collects every problem before it refuses them. */
final class RuleReader {

    private static final String SHIPPED = "/rules";
    private static final String HARMLESS = "harmless";
    private static final Pattern FIELD = Pattern.compile("^(\\w+):");

    private final Set<String> causes;
    private final ObjectMapper yaml = Json.lenientOnAbsence(YAMLMapper.builder(new YAMLFactory()));
    private final List<Rule> rules = new ArrayList<>();
    private final List<HarmlessRule> harmless = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param causes the names to hold rules against; empty where the build's tests have done so */
    private RuleReader(Set<String> causes) {
        this.causes = causes;
    }

    static RuleSet shipped() {
        URL url = RuleReader.class.getResource(SHIPPED);
        if (url == null) {
            throw new IllegalStateException("the rules are missing from this build");
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return new RuleReader(Set.of()).read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return new RuleReader(Set.of()).read(jar.getPath(SHIPPED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static RuleSet load(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new RuleException(List.of(directory + ": no such directory"));
        }
        return new RuleReader(Causes.all().keySet()).read(directory);
    }

    private RuleSet read(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            sorted.parallelStream().map(this::parse).toList().forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (problems.isEmpty() && rules.isEmpty()) {
            problems.add(directory + ": holds no rule (*.yaml)");
        }
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return new RuleSet(rules, harmless, contents);
    }

    /** A file and what it holds, or what is wrong with it. */
    private record Parsed(
            Path file, String content, Optional<Rule> rule, Optional<HarmlessRule> harmless, String problem) {}

    private Parsed parse(Path file) {
        String content = "";
        try {
            content = Files.readString(file);
            Path parent = file.getParent();
            return parent != null && parent.endsWith(HARMLESS)
                    ? new Parsed(
                            file,
                            content,
                            Optional.empty(),
                            Optional.of(yaml.readValue(content, HarmlessRule.class)),
                            "")
                    : new Parsed(file, content, Optional.of(yaml.readValue(content, Rule.class)), Optional.empty(), "");
        } catch (JsonProcessingException e) {
            return new Parsed(file, content, Optional.empty(), Optional.empty(), describe(content, e));
        } catch (IOException e) {
            return new Parsed(file, content, Optional.empty(), Optional.empty(), "cannot be read: " + e.getMessage());
        }
    }

    /** A misspelt name shows as a missing one; then it is the misspelt one that helps. */
    private String describe(String content, JsonProcessingException e) {
        List<String> known = Stream.of(Rule.class, HarmlessRule.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .distinct()
                .toList();
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher field = FIELD.matcher(lines.get(i));
            if (field.find() && !known.contains(field.group(1))) {
                return Nearest.unknown("field", field.group(1), known) + " at line " + (i + 1);
            }
        }
        return Json.describe(e);
    }

    private void add(Parsed parsed) {
        if (!parsed.problem.isEmpty()) {
            problems.add(parsed.file + ": " + parsed.problem);
        }
        parsed.rule.ifPresent(rule -> add(parsed.file, parsed.content, rule));
        parsed.harmless.ifPresent(rule -> add(parsed.file, parsed.content, rule));
        contents.add(parsed.content);
    }

    private void add(Path file, String content, Rule rule) {
        if (rules.stream().anyMatch(other -> other.id().equals(rule.id()))) {
            problems.add(file + ": a second rule with the id '" + rule.id() + "'");
        }
        if (!causes.isEmpty()) {
            problems.addAll(RuleValidation.problems(file, content, rule, causes));
        }
        rules.add(rule);
    }

    private void add(Path file, String content, HarmlessRule rule) {
        if (harmless.stream().anyMatch(other -> other.id().equals(rule.id()))) {
            problems.add(file + ": a second rule with the id '" + rule.id() + "'");
        }
        if (!causes.isEmpty()) {
            problems.addAll(RuleValidation.problems(file, content, rule));
        }
        harmless.add(rule);
    }
}
