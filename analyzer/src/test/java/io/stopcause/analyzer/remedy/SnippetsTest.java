package io.stopcause.analyzer.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.analyzer.remedy.ShippedRemedies.Filled;
import io.stopcause.model.Json;
import io.stopcause.model.Remediation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a rule gives to paste is read by a parser of its language, with real names and with placeholders. */
class SnippetsTest {

    /** What stands for a value that is not known; in a string it is text, elsewhere a number is as good. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Za-z][^<>\\n]*>");

    private static final Pattern CODE = Pattern.compile("`((?:aws|docker|curl|terraform|kubectl|ssh|dig|nc) [^`]+)`");
    private static final Pattern ACTION = Pattern.compile("\\*|[a-z0-9-]+:(?:[A-Z][A-Za-z0-9]*\\*?|\\*)");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:(?:aws[\\w-]*|0):[a-z0-9-]*:[^:]*:[^:]*:.+");
    private static final Set<String> DOCKERFILE = Set.of(
            "FROM",
            "RUN",
            "CMD",
            "LABEL",
            "EXPOSE",
            "ENV",
            "ADD",
            "COPY",
            "ENTRYPOINT",
            "VOLUME",
            "USER",
            "WORKDIR",
            "ARG",
            "ONBUILD",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "SHELL");
    private static final Set<String> POLICY = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    @Test
    void everyPlaceholderHasAnExample() {
        ShippedRemedies.rules().forEach(rule -> assertThat(ShippedRemedies.EVIDENCE.keySet())
                .as(rule.id())
                .containsAll(rule.remediation().placeholders()));
    }

    @Test
    void jsonIsJsonOrAMemberOfIt() {
        assertThat(faults("json", SnippetsTest::json)).isEmpty();
    }

    @Test
    void policiesHaveWhatIamAsksFor() {
        assertThat(faults("json", (rule, code) -> policy(tree(code)))).isEmpty();
    }

    @Test
    void hclIsHcl() {
        assertThat(faults("hcl", SnippetsTest::hcl)).isEmpty();
    }

    /** Where Terraform itself is there, it has the last word. */
    @Test
    void hclIsWhatTerraformReads() throws IOException, InterruptedException {
        assumeTrue(isOnPath("terraform"), "terraform is not on the path");
        List<String> wrong = new ArrayList<>();
        if (run(String.join("\n", snippets("hcl")), "terraform", "fmt", "-").isPresent()) {
            for (String code : snippets("hcl")) {
                run(code + "\n", "terraform", "fmt", "-").ifPresent(problem -> wrong.add(code + problem));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void yamlIsYaml() {
        assertThat(faults("yaml", SnippetsTest::yaml)).isEmpty();
    }

    @Test
    void dockerfilesHaveInstructions() {
        assertThat(faults("dockerfile", SnippetsTest::dockerfile)).isEmpty();
    }

    @Test
    void shellIsShell() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is the parser of its own language");
        List<String> scripts = new ArrayList<>();
        for (Map<String, String> values : List.of(ShippedRemedies.EVIDENCE, Map.<String, String>of())) {
            for (Filled filled : ShippedRemedies.all(values)) {
                commands(filled.remediation())
                        .forEach(code -> scripts.add("# " + filled.rule() + "\n"
                                + PLACEHOLDER.matcher(code).replaceAll("0") + "\n"));
            }
        }
        List<String> wrong = new ArrayList<>();
        if (bash(String.join("", scripts)).isPresent()) {
            for (String script : scripts) {
                bash(script).ifPresent(problem -> wrong.add(script + problem));
            }
        }
        assertThat(scripts).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void aValueThatIsNotKnownIsMarked() {
        ShippedRemedies.all(Map.of()).forEach(filled -> assertThat(Json.write(filled.remediation()))
                .as(filled.rule())
                .doesNotContainPattern("\\{\\{\\s*\\w+\\s*}}"));
    }

    @Test
    void theParsersRefuseWhatIsWrong() throws IOException, InterruptedException {
        assertThat(json("a", "\"a\": [1")).isPresent();
        assertThat(hcl("a", "resource \"aws_ecs_service\" \"a\" {\n  name = [\"a\"\n"))
                .isPresent();
        assertThat(hcl("a", "name = = 1")).isPresent();
        assertThat(yaml("a", "a: [1")).isPresent();
        assertThat(dockerfile("a", "FORM scratch")).isPresent();
        assertThat(bash("if true; then echo 'a")).isPresent();
        assertThat(policy(tree("{\"Effect\": \"Allow\", \"Actions\": \"ecs:RunTask\", \"Resource\": \"*\"}"))
                        .orElse(""))
                .contains("unknown element Actions", "no Action");
        assertThat(policy(tree("{\"Effect\": \"Allow\", \"Action\": \"RunTask\", \"Resource\": \"orders\"}")))
                .contains("RunTask, orders");
    }

    private static List<String> faults(String language, BiFunction<String, String, Optional<String>> parser) {
        List<String> faults = new ArrayList<>();
        for (Map<String, String> values : List.of(ShippedRemedies.EVIDENCE, Map.<String, String>of())) {
            for (Filled filled : ShippedRemedies.all(values)) {
                filled.remediation().steps().stream()
                        .filter(step -> step.language().equals(language))
                        .map(step -> PLACEHOLDER.matcher(step.code()).replaceAll("0"))
                        .forEach(code -> parser.apply(filled.rule(), code)
                                .ifPresent(problem -> faults.add(filled.rule() + ": " + problem + "\n" + code)));
            }
        }
        return faults;
    }

    private static List<String> snippets(String language) {
        return Stream.of(ShippedRemedies.EVIDENCE, Map.<String, String>of())
                .flatMap(values -> ShippedRemedies.all(values).stream())
                .flatMap(filled -> filled.remediation().steps().stream())
                .filter(step -> step.language().equals(language))
                .map(step -> PLACEHOLDER.matcher(step.code()).replaceAll("0"))
                .distinct()
                .toList();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Stream<String> commands(Remediation remediation) {
        Stream<String> steps = remediation.steps().stream()
                .filter(step -> step.language().equals("shell"))
                .map(Remediation.Step::code);
        Stream<String> words = Stream.of(remediation.verify(), remediation.undo())
                .flatMap(text -> text.startsWith("aws ") ? Stream.of(text) : quoted(text));
        return Stream.concat(steps, words);
    }

    private static Stream<String> quoted(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.results().map(found -> found.group(1));
    }

    private static Optional<String> json(String rule, String code) {
        return tree(code).isPresent() ? Optional.empty() : Optional.of("no JSON");
    }

    /** A value, or members of an object, to be pasted into one. */
    private static Optional<JsonNode> tree(String code) {
        for (String form : List.of(code, "{" + code + "}")) {
            try {
                return Optional.of(Json.mapper().readTree(form));
            } catch (JsonProcessingException e) {
                // the other form is tried, and none at all is told by the caller
            }
        }
        return Optional.empty();
    }

    private static Optional<String> policy(Optional<JsonNode> tree) {
        List<String> wrong = new ArrayList<>();
        tree.ifPresent(node -> {
            if (node.has("Statement")) {
                unknown(node, POLICY, wrong);
            }
            node.findParents("Effect").forEach(statement -> statement(statement, wrong));
        });
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", wrong));
    }

    private static void statement(JsonNode statement, List<String> wrong) {
        unknown(statement, STATEMENT, wrong);
        if (!Set.of("Allow", "Deny").contains(statement.path("Effect").asText())) {
            wrong.add("Effect " + statement.path("Effect"));
        }
        if (!statement.has("Action") && !statement.has("NotAction")) {
            wrong.add("no Action");
        }
        if (!statement.has("Resource") && !statement.has("NotResource") && !statement.has("Principal")) {
            wrong.add("neither Resource nor Principal");
        }
        each(statement.path("Action"), ACTION, wrong);
        each(statement.path("Resource"), RESOURCE, wrong);
    }

    private static void each(JsonNode value, Pattern form, List<String> wrong) {
        List<JsonNode> values = new ArrayList<>();
        (value.isArray() ? value : Json.mapper().createArrayNode().add(value)).forEach(values::add);
        values.stream()
                .filter(each -> !each.isMissingNode() && !each.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.equals("0") && !form.matcher(text).matches())
                .forEach(wrong::add);
    }

    private static void unknown(JsonNode node, Set<String> known, List<String> wrong) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong.add("unknown element " + name);
            }
        });
    }

    /** The parser forgives what is left open, so that is looked at first. */
    private static Optional<String> hcl(String rule, String code) {
        String bare = code.replaceAll("\"(?:[^\"\\\\\n]|\\\\.)*\"", "").replaceAll("(?m)(?:#|//).*$", "");
        boolean closed = Stream.of("{}", "[]", "()")
                .allMatch(pair -> bare.chars().filter(c -> c == pair.charAt(0)).count()
                        == bare.chars().filter(c -> c == pair.charAt(1)).count());
        if (!closed || bare.contains("\"")) {
            return Optional.of("something is left open");
        }
        try {
            return new HCLParser().parse(code, true).isEmpty() ? Optional.of("nothing in it") : Optional.empty();
        } catch (HCLParserException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> yaml(String rule, String code) {
        try {
            return new YAMLMapper().readTree(code).isObject() ? Optional.empty() : Optional.of("no mapping");
        } catch (JsonProcessingException e) {
            return Optional.of(Json.describe(e));
        }
    }

    private static Optional<String> dockerfile(String rule, String code) {
        return Stream.of(code.replaceAll("\\\\\\n", " ").split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .filter(line -> !DOCKERFILE.contains(line.split("\\s", 2)[0]) || !line.contains(" "))
                .findFirst();
    }

    private static Optional<String> bash(String script) throws IOException, InterruptedException {
        return run(script, "/bin/bash", "-n");
    }

    /** What a program says of its input, if it does not like it. */
    private static Optional<String> run(String input, String... program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    }
}
