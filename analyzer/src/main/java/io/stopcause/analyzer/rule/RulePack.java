package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules that come with stopcause, without their tests, as one file of JSON. The build writes it, since whoever
 * explains a line waits for the rules, and their YAML takes three times as long to read.
 *
 * @param version of the files with all they hold
 * @param rules by their files
 * @param harmless by their files
 */
record RulePack(
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) Map<String, Rule> rules,
        @JsonProperty(required = true) Map<String, HarmlessRule> harmless) {

    private static final String NAME = "rules.json";

    /** That of this build; none where Maven has not built it. */
    static Optional<RulePack> shipped() {
        try (InputStream in = RulePack.class.getResourceAsStream("/" + NAME)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Json.lenientOnAbsence(JsonMapper.builder()).readValue(in, RulePack.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RuleSet toRuleSet() {
        Map<String, List<Source>> sources = new TreeMap<>();
        rules.forEach((file, rule) -> sources.put(rule.id(), List.of(source(file))));
        harmless.forEach((file, rule) -> sources.put(rule.id(), List.of(source(file))));
        return new RuleSet(rules.values(), harmless.values(), new RuleSet.Origin(sources, Map.of(), version, false));
    }

    private static Source source(String file) {
        return new Source(file, () -> content(file), true);
    }

    private static String content(String file) {
        try (InputStream in = RulePack.class.getResourceAsStream(RuleReader.SHIPPED + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Packs the rules of a build.
     *
     * @param arguments the directory of its classes, which holds the rules and gets the pack
     */
    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        RuleSet read = RuleReader.trusted(classes.resolve("rules"));
        ObjectNode pack = Json.mapper().createObjectNode().put("version", read.version());
        ObjectNode rules = pack.putObject("rules");
        ObjectNode harmless = pack.putObject("harmless");
        read.sources().values().stream().flatMap(List::stream).forEach(file -> {
            ObjectNode says = RuleFile.tree(file).without("tests");
            (read.rule(says.path("id").asText()).isPresent() ? rules : harmless).set(file.file(), says);
        });
        Files.write(classes.resolve(NAME), Json.writeBytes(pack));
    }
}
