package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As much of docker-compose.yml and Dockerfile as can be told without Docker. */
class ContainerFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d[\\w.-]*\\d[\\w.-]*");

    private final JsonNode compose = compose();

    private static JsonNode compose() {
        try {
            return new YAMLMapper().readTree(Files.readString(ROOT.resolve("docker-compose.yml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyServiceHasAPinnedImageOrADockerfile() {
        assertThat(compose.path("services")).hasSizeGreaterThanOrEqualTo(4);
        compose.path("services").properties().forEach(service -> {
            JsonNode value = service.getValue();
            if (value.has("build")) {
                assertThat(ROOT.resolve(value.path("build").asText()).resolve("Dockerfile"))
                        .exists();
            } else {
                assertThat(value.path("image").asText()).as(service.getKey()).matches(PINNED);
            }
        });
    }

    @Test
    void everyServiceThatIsWaitedForExistsAndTellsItsHealth() {
        compose.path("services")
                .forEach(service -> service.path("depends_on").properties().forEach(needed -> {
                    JsonNode other = compose.path("services").path(needed.getKey());
                    assertThat(other.isObject()).as(needed.getKey()).isTrue();
                    assertThat(needed.getValue().path("condition").asText()).isEqualTo("service_healthy");
                    assertThat(other.path("healthcheck").path("test").path(0).asText())
                            .isEqualTo("CMD");
                }));
    }

    @Test
    void everyVolumeAndConfigIsDeclared() {
        compose.path("services").forEach(service -> {
            service.path("volumes").forEach(volume -> assertThat(
                            compose.path("volumes").has(volume.asText().replaceFirst(":.*", "")))
                    .as(volume.asText())
                    .isTrue());
            service.path("configs").forEach(config -> assertThat(
                            compose.path("configs").has(config.path("source").asText()))
                    .isTrue());
        });
    }

    @Test
    void stopcauseIsStartedWithACommandAndAConfigurationThatItUnderstands(@TempDir Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        compose.path("services").path("stopcause").path("command").forEach(word -> command.add(word.asText()));
        assertThat(Cli.commandLine(Terminal.ofProcess())
                        .parseArgs(command.toArray(String[]::new))
                        .errors())
                .isEmpty();
        Path file = directory.resolve("stopcause.yaml");
        Files.writeString(
                file, compose.path("configs").path("stopcause").path("content").asText());
        Run check = Run.of("check-config", "--config", file.toString());
        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void theDockerfileIsPinnedAndEndsWithoutRoot() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(word(line)).matches(PINNED));
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("root"));
    }

    @Test
    void everythingThatIsCopiedExists() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
        assertThat(lines.stream().filter(line -> line.startsWith("COPY ") && !line.contains("--from")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(ROOT.resolve(word(line))).exists());
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(Pattern.compile("<module>(\\w+)</module>")
                        .matcher(pom)
                        .results()
                        .map(MatchResult::group))
                .allSatisfy(module -> assertThat(lines).contains("COPY " + name(module) + " " + name(module)));
        assertThat(lines).anyMatch(line -> line.contains("/build/app/target/stopcause.jar"));
        assertThat(Files.readString(ROOT.resolve("app/pom.xml"))).contains("<finalName>stopcause</finalName>");
    }

    /** The one after the instruction. */
    private static String word(String line) {
        return line.replaceFirst("\\S+ (\\S+).*", "$1");
    }

    private static String name(String module) {
        return module.replaceAll("</?module>", "");
    }
}
