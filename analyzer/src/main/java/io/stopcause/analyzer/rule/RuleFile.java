package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
import io.stopcause.model.Nearest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of a rule set and what it says.
 *
 * @param says a {@link Rule}, {@link HarmlessRule}, {@link Extension} or {@link Mute}; empty if it cannot be read
 * @param problem what is wrong with it, or empty
 */
record RuleFile(Source source, Optional<Record> says, String problem) {

    private static final String HARMLESS = "harmless";
    private static final Pattern FIELD = Pattern.compile("^(\\w+):");
    private static final Pattern EXTENDS = Pattern.compile("^extends:", Pattern.MULTILINE);
    private static final Pattern MUTE = Pattern.compile("^mute:", Pattern.MULTILINE);
    private static final ObjectMapper YAML = Json.lenientOnAbsence(YAMLMapper.builder(new YAMLFactory()));

    /**
     * Reads a file.
     *
     * @param directory where the rule set begins
     * @param shipped whether it comes with stopcause
     */
    static RuleFile read(Path directory, Path file, boolean shipped) {
        String name = (shipped ? directory.relativize(file) : file).toString();
        String content;
        try {
            content = Files.readString(file);
        } catch (IOException e) {
            return new RuleFile(new Source(name, "", shipped), Optional.empty(), "cannot be read: " + e.getMessage());
        }
        Source source = new Source(name, content, shipped);
        if (MoreTests.isIn(file)) {
            return alone(source);
        }
        Path parent = file.getParent();
        Class<? extends Record> type = type(parent != null && parent.endsWith(HARMLESS), content);
        try {
            return withMoreTests(source, YAML.readValue(content, type), MoreTests.beside(file));
        } catch (JsonProcessingException e) {
            return new RuleFile(source, Optional.empty(), describe(content, e));
        }
    }

    /** What a file of a rule that could be read says. */
    static ObjectNode tree(Source source) {
        try {
            return YAML.readValue(source.content(), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(source.file(), e);
        }
    }

    private static RuleFile withMoreTests(Source source, Record says, Path beside) {
        if (!Files.exists(beside)) {
            return new RuleFile(source, Optional.of(says), "");
        }
        try {
            MoreTests more = YAML.readValue(Files.readString(beside), MoreTests.class);
            return new RuleFile(source, Optional.of(more.behind(says)), "");
        } catch (JsonProcessingException e) {
            return new RuleFile(source, Optional.empty(), "tests in " + beside.getFileName() + ": " + Json.describe(e));
        } catch (IOException e) {
            return new RuleFile(source, Optional.empty(), beside.getFileName() + " cannot be read: " + e.getMessage());
        }
    }

    private static RuleFile alone(Source source) {
        return new RuleFile(source, Optional.empty(), "holds tests of a rule that is not beside it");
    }

    private static Class<? extends Record> type(boolean harmless, String content) {
        if (MUTE.matcher(content).find()) {
            return Mute.class;
        }
        if (EXTENDS.matcher(content).find()) {
            return Extension.class;
        }
        return harmless ? HarmlessRule.class : Rule.class;
    }

    /** A misspelt name shows as a missing one; then it is the misspelt one that helps. */
    private static String describe(String content, JsonProcessingException e) {
        List<String> known = Stream.concat(
                        Stream.of("extends", "mute", "reason"),
                        Stream.of(Rule.class, HarmlessRule.class)
                                .flatMap(type -> Stream.of(type.getRecordComponents()))
                                .map(RecordComponent::getName))
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
}
