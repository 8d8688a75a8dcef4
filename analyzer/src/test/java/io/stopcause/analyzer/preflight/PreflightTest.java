package io.stopcause.analyzer.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PreflightTest {

    private static final Path FILES = Path.of("src/test/resources/preflight");

    /** One change to a sound definition, and the one flaw that comes of it. */
    @TestFactory
    Stream<DynamicTest> eachFlawIsFoundAtItsPlace() throws IOException {
        return lines("flaws.jsonl")
                .map(line -> DynamicTest.dynamicTest(line.path("text").asText(), () -> {
                    List<Flaw> flaws = inspect(line);

                    assertThat(flaws).anySatisfy(flaw -> {
                        assertThat(flaw.kind().wire())
                                .isEqualTo(line.path("kind").asText());
                        assertThat(flaw.cause()).isEqualTo(line.path("cause").asText());
                        assertThat(flaw.path()).isEqualTo(line.path("path").asText());
                        assertThat(flaw.text()).contains(line.path("text").asText());
                    });
                    assertThat(flaws).hasSizeLessThanOrEqualTo(3).allSatisfy(flaw -> {
                        assertThat(Causes.all()).containsKey(flaw.cause());
                        assertThat(flaw.change()).isNotBlank();
                        assertThat(flaw.source()).startsWith("https://docs.aws.amazon.com/");
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsSoundOrOpenIsLeftAlone() throws IOException {
        return lines("quiet.jsonl")
                .map(line -> DynamicTest.dynamicTest(line.path("name").asText(), () -> assertThat(inspect(line))
                        .isEmpty()));
    }

    @Test
    void containersAloneAreJudgedByWhatIsKnownOfThem() throws IOException {
        ObjectNode root = Json.mapper().createObjectNode();
        root.set("containerDefinitions", definition("fargate").path("containerDefinitions"));

        assertThat(Preflight.of(new Definition(Part.root(root), false, Optional.empty())))
                .isEmpty();
        ((ObjectNode) root.at("/containerDefinitions/0/portMappings/0")).put("hostPort", 80);
        assertThat(Preflight.of(new Definition(Part.root(root), false, Optional.empty())))
                .isEmpty();
        assertThat(Preflight.of(new Definition(Part.root(root), false, Optional.of("FARGATE"))))
                .hasSize(1);
    }

    @Test
    void aServiceWithoutCircuitBreakerIsABlindSpot() {
        assertThat(ofService("{\"serviceName\": \"orders\"}"))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.cause()).isEqualTo("circuit-breaker-missing"));
        assertThat(ofService("{\"deploymentConfiguration\": {\"deploymentCircuitBreaker\": {\"enable\": false}}}"))
                .hasSize(1);
        assertThat(ofService("{\"deploymentConfiguration\": {\"deploymentCircuitBreaker\": {\"enable\": true}}}"))
                .isEmpty();
        assertThat(ofService("{\"deploymentController\": {\"type\": \"CODE_DEPLOY\"}}"))
                .isEmpty();
    }

    @Test
    void aLogGroupThatForgetsAtOnceIsABlindSpot() {
        assertThat(Preflight.ofLogGroup(part("{\"retentionInDays\": 1}"))).hasSize(1);
        assertThat(Preflight.ofLogGroup(part("{\"retentionInDays\": 7}"))).isEmpty();
        assertThat(Preflight.ofLogGroup(part("{}"))).isEmpty();
    }

    private static List<Flaw> ofService(String json) {
        return Preflight.ofService(part(json));
    }

    private static Part part(String json) {
        return Part.root(Json.read(json, JsonNode.class));
    }

    private static List<Flaw> inspect(JsonNode line) throws IOException {
        ObjectNode definition = definition(line.path("base").asText());
        line.path("set").properties().forEach(change -> set(definition, change.getKey(), change.getValue()));
        return Preflight.of(new Definition(Part.root(definition), true, Optional.empty()));
    }

    private static void set(ObjectNode root, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = root.at(place.head());
        String name = place.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else if (value.isNull()) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }

    private static ObjectNode definition(String name) throws IOException {
        return Json.read(Files.readString(FILES.resolve(name + ".json")), ObjectNode.class);
    }

    private static Stream<JsonNode> lines(String file) throws IOException {
        return Files.readAllLines(FILES.resolve(file)).stream().map(line -> Json.read(line, JsonNode.class));
    }
}
