package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents tell people to type works, and what they show can be read. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern RULE_FILE = Pattern.compile("^(?:id|extends|mute): ");
    private static final Set<String> CHEAP = Set.of("explain", "rules", "replay", "check-config", "completion", "help");
    private static final Set<String> SECTIONS =
            Set.of("data", "rules", "onlyRules", "kafka", "ingest", "notify", "console");

    @TempDir
    private Path directory;

    private record Block(String document, String language, String text) {}

    @TestFactory
    Stream<DynamicTest> commandsRun() throws IOException {
        return blocks("sh").stream()
                .flatMap(block -> block.text().lines().map(line -> new Block(block.document(), "sh", line.strip())))
                .filter(line ->
                        line.text().startsWith("./stopcause ") && !line.text().matches(".*[|<>$;&].*"))
                .map(line -> DynamicTest.dynamicTest(line.document() + ": " + line.text(), () -> run(line.text())));
    }

    @TestFactory
    Stream<DynamicTest> yamlCanBeRead() throws IOException {
        return blocks("yaml").stream()
                .map(block -> DynamicTest.dynamicTest(title(block), () -> {
                    JsonNode tree = new YAMLMapper().readTree(block.text());
                    if (tree.properties().stream().allMatch(entry -> SECTIONS.contains(entry.getKey()))) {
                        Path file = Files.writeString(directory.resolve("stopcause.yaml"), block.text());
                        assertThat(unsetVariables(Run.of("check-config", "--config", file.toString())
                                        .err()))
                                .isEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> jsonCanBeRead() throws IOException {
        return Stream.concat(blocks("json").stream(), blocks("jsonl").stream())
                .map(block -> DynamicTest.dynamicTest(title(block), () -> {
                    try (MappingIterator<JsonNode> values =
                            Json.mapper().readerFor(JsonNode.class).readValues(block.text())) {
                        assertThat(values.readAll()).isNotEmpty();
                    }
                }));
    }

    private void run(String line) throws IOException {
        List<String> words = words(line);
        boolean ofReadersOwnFile =
                words.contains("--config") && !Files.exists(Path.of(words.get(words.indexOf("--config") + 1)));
        boolean ofReadersAccount = words.contains("--log-group") || words.contains("--cluster");
        if (!CHEAP.contains(words.get(0)) || ofReadersOwnFile || ofReadersAccount) {
            assertThat(Cli.commandLine(Terminal.ofProcess())
                            .parseArgs(words.toArray(String[]::new))
                            .errors())
                    .isEmpty();
            return;
        }
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    /** The words after the program, with paths as seen from here. */
    private List<String> words(String line) throws IOException {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.substring("./stopcause ".length()));
        while (matcher.find()) {
            String word = Stream.of(1, 2, 3)
                    .map(matcher::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow();
            if (word.equals("my-rules")) {
                words.add(rulesOfTheGuide().toString());
                continue;
            }
            boolean isOutput = !words.isEmpty() && words.get(words.size() - 1).equals("--out");
            boolean isPath = !word.startsWith("-") && !word.contains(" ") && Files.exists(ROOT.resolve(word));
            words.add(isOutput ? directory.resolve(word).toString() : isPath ? "../" + word : word);
        }
        return words;
    }

    /** The directory that a reader of the guide has, who copied every file that it shows. */
    private Path rulesOfTheGuide() throws IOException {
        Path rules = Files.createDirectories(directory.resolve("my-rules"));
        for (Block block : blocks("yaml")) {
            if (RULE_FILE.matcher(block.text()).find()) {
                Files.writeString(
                        rules.resolve(
                                block.text().lines().findFirst().orElseThrow().replaceAll("\\W+", "-") + ".yaml"),
                        block.text());
            }
        }
        return rules;
    }

    /** Examples take secrets from the environment, which is empty here; anything else that is wrong is a fault. */
    private static List<String> unsetVariables(String errors) {
        return errors.lines()
                .filter(line -> !line.contains("in the configuration"))
                .filter(line -> !line.contains("is not set") && !line.contains("does not exist"))
                .toList();
    }

    private static String title(Block block) {
        return block.document() + ": "
                + block.text().lines().findFirst().orElse("(empty)").strip();
    }

    private static List<Block> blocks(String language) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path document : documents()) {
            Matcher matcher = BLOCK.matcher(Files.readString(document));
            while (matcher.find()) {
                if (matcher.group(1).equals(language)) {
                    blocks.add(new Block(ROOT.relativize(document).toString(), language, matcher.group(2)));
                }
            }
        }
        return blocks;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }
}
