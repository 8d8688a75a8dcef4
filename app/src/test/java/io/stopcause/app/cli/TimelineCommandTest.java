package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineCommandTest {

    private static final String EVENING = "../examples/evening";
    private static final String TASK = "9c5e0ab9e77c5469b3b6c66ccb88a766";

    @TempDir
    private Path directory;

    @Test
    void tellsOneTaskInOneOrder() {
        Run run = Run.of("timeline", TASK.substring(0, 6), EVENING);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "task " + TASK,
                        "task definition nginx:42",
                        "18:54:08.251",
                        "created",
                        "18:54:10.218",
                        "+757 ms",
                        "exec /docker-entrypoint.sh: exec format error  ← arch-mismatch",
                        "verdict  arch-mismatch",
                        "STOPPED (nginx STOPPED): nginx exit 1",
                        "check    image-supports-platform: no",
                        "· nothing for",
                        "resolved: the deployment completed",
                        "do: Build the image for the host's CPU")
                .doesNotContain("role-allows", "\u001b", "nginx:41");
    }

    @Test
    void findsItByItsArnAndInJson() {
        Run run = Run.of("timeline", "arn:aws:ecs:eu-central-1:111122223333:task/web/" + TASK, EVENING, "--json");
        assertThat(run.exitCode()).isZero();
        JsonNode timeline = Json.read(run.out(), JsonNode.class);
        assertThat(timeline.path("id").asText()).isEqualTo(TASK);
        assertThat(timeline.path("verdict").path("cause").asText()).isEqualTo("arch-mismatch");
        assertThat(timeline.path("incidents")).hasSize(1);
        Instant before = Instant.MIN;
        for (JsonNode entry : timeline.path("entries")) {
            Instant time = Instant.parse(entry.path("time").asText());
            assertThat(time).isAfterOrEqualTo(before);
            before = time;
        }
        assertThat(timeline.path("entries").findValuesAsText("kind"))
                .contains("lifecycle", "state", "log", "verdict", "incident", "answer");
    }

    @Test
    void listsTheTasksThatMayBeMeant() {
        Run run = Run.of("timeline", "e", EVENING);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("3 tasks begin with 'e'", "e136216d677673d8c3a1d85e4236cb46  nginx:42  service nginx");
    }

    @Test
    void namesTheNearestWhereThereIsNone() {
        Run run = Run.of("timeline", "9c4e0", EVENING);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no task '9c4e0' among the 10", "nearest: " + TASK + ",");
    }

    @Test
    void refusesWhatCannotBeRight() throws IOException {
        assertThat(Run.of("timeline", " ", EVENING).err()).contains("which task?");
        assertThat(Run.of("timeline", TASK, EVENING, "--lines", "-1").exitCode())
                .isEqualTo(2);
        assertThat(Run.of("timeline", TASK, "../examples/evning").err()).contains("did you mean 'evening'?");
        Path empty = Files.createFile(directory.resolve("empty.json"));
        Run nothing = Run.of("timeline", TASK, empty.toString());
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.err()).contains("nothing could be read");
        Path plain = Files.writeString(directory.resolve("plain.log"), "hello\n");
        assertThat(Run.of("timeline", TASK, plain.toString()).err()).contains("names no task at all");
    }

    @Test
    void keepsHostileLinesWithinTheirEntry() throws IOException {
        Path log = directory.resolve("log.json");
        String evil = "\\u001b[2Jgone\\n18:00:00.000 verdict: all is well\\u202e <script>";
        Files.writeString(
                log,
                "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"/ecs/web\",\"logStream\":\"web/web/"
                        + TASK + "\",\"subscriptionFilters\":[\"all\"],\"logEvents\":[{\"id\":\"1\",\"timestamp\":"
                        + "1772563506331,\"message\":\"" + evil + "\"}]}\n");
        Run run = Run.of("timeline", TASK, log.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("gone")
                .doesNotContain("\u001b", "\u202e")
                .doesNotContain("\n18:00:00.000");
    }

    @Test
    void leavesOldLinesOutAndSaysSo() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            lines.append("{\"id\":\"").append(i).append("\",\"timestamp\":").append(1772563506000L + i * 1000L);
            lines.append(",\"message\":\"")
                    .append(i == 3 ? "exec /app: exec format error" : "line number " + i + ".")
                    .append("\"}");
            lines.append(i < 49 ? "," : "");
        }
        Path log = directory.resolve("log.json");
        Files.writeString(
                log,
                "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"/ecs/web\",\"logStream\":\"web/web/"
                        + TASK + "\",\"subscriptionFilters\":[\"all\"],\"logEvents\":[" + lines + "]}\n");
        Run run = Run.of("timeline", TASK, log.toString(), "--lines", "5");
        assertThat(run.out())
                .contains("line number 49.", "line number 45.", "exec format error", "44 older lines left out")
                .doesNotContain("line number 44.");
    }

    @Test
    void paintsOnATerminalOnly() {
        assertThat(Run.onATerminal("timeline", TASK, EVENING).out()).contains("\u001b[");
        assertThat(Run.onATerminal("timeline", TASK, EVENING, "--json").out()).doesNotContain("\u001b[");
    }
}
