package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
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
import java.util.stream.Stream;

/** Reads rule files and collects every problem before it refuses them. */
final class RuleReader {

    private static final String SHIPPED = "/rules";
    private static final String HARMLESS = "harmless";

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
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(this::readFile);
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

    private void readFile(Path file) {
        try {
            String content = Files.readString(file);
            JsonNode tree = yaml.readTree(content);
            Path parent = file.getParent();
            if (parent != null && parent.endsWith(HARMLESS)) {
                add(file, content, yaml.readValue(content, HarmlessRule.class));
            } else if (tree.isObject()) {
                add(file, content, yaml.readValue(content, Rule.class));
            } else {
                problems.add(file + ": expected a rule (id: …) but was " + tree.getNodeType());
            }
            contents.add(content);
        } catch (JsonProcessingException e) {
            problems.add(file + ": " + Json.describe(e));
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
        }
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
