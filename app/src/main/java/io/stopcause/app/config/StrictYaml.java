package io.stopcause.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
import io.stopcause.model.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a YAML text into a record. Unknown names, names that stand twice and values of a wrong kind are problems; all of
 * them are found in one go, each with its line.
 */
final class StrictYaml {

    private static final YAMLMapper MAPPER = mapper();

    private StrictYaml() {}

    /**
     * The value of a text.
     *
     * @param name of the file, for messages
     * @param check what only the whole value can tell; of a value that is not whole, what does not come of that
     * @throws ConfigException with all problems
     */
    static <T> T read(String name, String yaml, Class<T> type, Function<T, List<Problem>> check) {
        Places places = places(name, yaml);
        List<Problem> problems = new ArrayList<>(places.duplicates());
        Pruning pruning = new Pruning(tree(yaml));
        Optional<T> value = convert(pruning, type, problems);
        value.map(check).orElse(List.of()).stream()
                .filter(problem -> !pruning.explains(problem.path(), places.have(problem.path())))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream()
                    .sorted(Comparator.comparingInt(problem -> places.line(problem.path())))
                    .map(problem -> name + ":" + places.line(problem.path()) + ": "
                            + (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message())
                    .toList());
        }
        return value.orElseThrow();
    }

    /** What has no default must be given. Names that stand twice are found by {@link Places}, which goes on. */
    private static YAMLMapper mapper() {
        YAMLMapper mapper = Json.lenientOnAbsence(YAMLMapper.builder(new YAMLFactory()));
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        mapper.getFactory().disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        return mapper;
    }

    private static Places places(String name, String yaml) {
        try {
            return Places.of(yaml);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(List.of(name + ":" + line + ": no YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            throw new ConfigException(List.of(name + ":1: no YAML: " + e.getMessage()));
        }
    }

    private static JsonNode tree(String yaml) {
        try {
            JsonNode tree = MAPPER.readTree(yaml);
            return tree == null || tree.isMissingNode() || tree.isNull() ? MAPPER.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("YAML that could be composed cannot be read", e);
        }
    }

    private static <T> Optional<T> convert(Pruning pruning, Class<T> type, List<Problem> problems) {
        while (true) {
            try {
                return Optional.of(MAPPER.treeToValue(pruning.tree(), type));
            } catch (JsonMappingException e) {
                String path = pruning.path(e.getPath());
                List<Problem> unknown = e instanceof ValueInstantiationException refused
                        ? unknown(path, pruning.names(e.getPath()), refused.getType())
                        : List.of();
                problems.addAll(unknown);
                if (unknown.isEmpty() && !pruning.wasRemoved(path)) {
                    problems.add(new Problem(path, message(e, pruning.hint(e.getPath()))));
                }
                if (!pruning.remove(e.getPath())) {
                    return Optional.empty();
                }
            } catch (JsonProcessingException e) {
                problems.add(new Problem("", String.valueOf(e.getOriginalMessage())));
                return Optional.empty();
            }
        }
    }

    /** Names that a refused value does not have: it may be refused for what they were meant to be. */
    private static List<Problem> unknown(String path, List<String> names, JavaType type) {
        List<String> known = MAPPER.getDeserializationConfig().introspect(type).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .toList();
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Problem(path + "." + name, Nearest.unknown("name", name, known)))
                .toList();
    }

    private static String message(JsonMappingException e, String hint) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds() == null
                    ? List.of()
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .toList();
            return Nearest.unknown("name", unknown.getPropertyName(), known);
        }
        if (e.getOriginalMessage().startsWith("Null value for creator property")
                || e.getOriginalMessage().startsWith("Missing required creator property")) {
            return "is missing" + hint;
        }
        if (e instanceof InvalidFormatException wrong && wrong.getTargetType() == Duration.class) {
            return "'" + wrong.getValue() + "' is no length of time; write it like PT10S, PT5M or P90D";
        }
        if (e instanceof MismatchedInputException wrong
                && wrong.getTargetType() != null
                && Map.class.isAssignableFrom(wrong.getTargetType())) {
            return "must be names with values, such as {team: orders}";
        }
        Throwable reason = e.getCause() instanceof IllegalArgumentException refused ? refused : e;
        String text = reason == e ? e.getOriginalMessage() : String.valueOf(reason.getMessage());
        return text.replaceAll("`[\\w.$]*[.$](\\w+)[^`]*`", "$1").replaceAll("(?s)\\n.*", "");
    }
}
