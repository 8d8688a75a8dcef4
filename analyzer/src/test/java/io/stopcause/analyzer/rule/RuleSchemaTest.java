package io.stopcause.analyzer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleSchemaTest {

    private static final Path FILE = Path.of("../docs/rule.schema.json");
    private static final JsonNode SCHEMA = RuleSchema.make();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(SCHEMA);

    @Test
    void theFileForEditorsIsTheOneThatTheRecordsMake() throws IOException {
        assertThat(Json.mapper().readTree(FILE.toFile())).isEqualTo(SCHEMA);
    }

    @Test
    void everyShippedRuleIsOfTheSchema() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/rules"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml") && !MoreTests.isIn(each))
                    .toList()) {
                wrong.addAll(problems(Files.readString(file)).stream()
                        .map(each -> file + each)
                        .toList());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aMisspeltFieldACauseThatIsNoneAndAWrongTypeAreNot() throws IOException {
        String mute = "mute: worker-timeout\nreason: by design\n";
        assertThat(problems(mute)).isEmpty();
        assertThat(problems(mute.replace("reason", "raeson"))).isNotEmpty();
        String extension = "extends: worker-timeout\nexplains: [disk-full]\nmatch: [{text: [a], confidence: 0.9}]\n";
        assertThat(problems(extension)).isEmpty();
        assertThat(problems(extension.replace("disk-full", "disk-ful"))).isNotEmpty();
        assertThat(problems(extension.replace("0.9", "high"))).isNotEmpty();
    }

    private static List<String> problems(String yaml) throws IOException {
        JsonNode tree = new YAMLMapper().readTree(yaml);
        return VALIDATOR.validate(tree).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
