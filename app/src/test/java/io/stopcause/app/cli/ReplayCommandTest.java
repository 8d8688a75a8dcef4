package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    private static final String EVENING = "../examples/evening";

    @TempDir
    private Path directory;

    @Test
    void severalServicesOfOneConfirmedCauseAreOneIncident() {
        Run run = Run.of("replay", "../examples/one-secret");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("api and 4 more: The secret or parameter does not exist there")
                .contains("with   service billing in cluster main, eu-west-1 (resolved); service cart")
                .contains("1 incident,");
    }

    @Test
    void writesIncidentsFindingsAndThePostMortem() throws IOException {
        Run run = Run.of("replay", EVENING, "--out", directory.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("arch-mismatch", "incidents", "read ", "wrote " + directory);
        assertThat(Files.readAllLines(directory.resolve("incidents.jsonl")))
                .isNotEmpty()
                .allSatisfy(line -> Json.read(line, Incident.class))
                .anySatisfy(line -> assertThat(
                                Json.read(line, JsonNode.class).path("cause").asText())
                        .isEqualTo("arch-mismatch"));
        assertThat(directory.resolve("findings.jsonl")).isNotEmptyFile();
        assertThat(directory.resolve("postmortem.html")).content().contains("<svg", "arch-mismatch");
        assertThat(directory.resolve("postmortem.md")).content().contains("arch-mismatch");
    }

    @Test
    void givesTheSameBytesInEveryRun() throws IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Run.of("replay", EVENING, "--out", first.toString());
        Run.of(
                "replay",
                EVENING + "/logs.jsonl",
                EVENING + "/answers.jsonl",
                EVENING + "/events.jsonl",
                "--out",
                second.toString());
        for (String file :
                List.of("incidents.jsonl", "findings.jsonl", "postmortem.html", "postmortem.md", "postmortem.json")) {
            assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
        JsonNode document = Json.read(Files.readString(first.resolve("postmortem.json")), JsonNode.class);
        String input = document.path("accounting").path("hash").asText();
        String rules = document.path("ruleSet").asText();
        assertThat(input).matches("[0-9a-f]{64}");
        assertThat(rules).isNotEmpty();
        assertThat(first.resolve("postmortem.html")).content().contains(input, rules);
        assertThat(first.resolve("postmortem.md")).content().contains(input, rules);
    }

    @Test
    void aHealthyMorningHasNoIncident() {
        Run run = Run.of("replay", "../examples/healthy");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("0 incidents");
    }

    @Test
    void neverSaysNoIncidentsOfWhatItCouldNotRead() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.json"));
        Run nothing = Run.of("replay", empty.toString());
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("nothing could be read from 1 file,");

        Path broken = Files.write(directory.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Run unreadable = Run.of("replay", broken.toString());
        assertThat(unreadable.exitCode()).isEqualTo(3);
        assertThat(unreadable.err()).contains(broken.toString()).doesNotContain("\tat ");
    }

    @Test
    void looksAtATimeOnly() {
        Run outside = Run.of("replay", EVENING, "--to", "2020-01-01");
        assertThat(outside.exitCode()).isEqualTo(3);
        assertThat(outside.err())
                .contains("no record lies in the time asked for")
                .contains("2026-03-03T");
        assertThat(Run.of("replay", EVENING, "--from", "2026-03-03T18:00Z").exitCode())
                .isZero();
    }

    @Test
    void refusesWrongUse() {
        Run missing = Run.of("replay", "../examples/evenin");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("../examples/evenin").contains("did you mean 'evening'?");
        Run time = Run.of("replay", EVENING, "--from", "yesterday");
        assertThat(time.exitCode()).isEqualTo(2);
        assertThat(time.err()).contains("'yesterday' is no time");
        Run order = Run.of("replay", EVENING, "--from", "2026-03-04", "--to", "2026-03-03");
        assertThat(order.exitCode()).isEqualTo(2);
        assertThat(order.err()).contains("must lie before --to");
        Run formats = Run.of("replay", EVENING, "--format", "html,md");
        assertThat(formats.exitCode()).isEqualTo(2);
        assertThat(formats.err()).contains("--out");
        Run nothing = Run.of("replay");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("nothing to read");
        Run since = Run.of("replay", "--log-group", "/ecs/web");
        assertThat(since.exitCode()).isEqualTo(2);
        assertThat(since.err()).contains("--from");
        Run kept = Run.of("replay", EVENING, "--download", directory.toString());
        assertThat(kept.exitCode()).isEqualTo(2);
        assertThat(kept.err()).contains("--download is for what is read from AWS");
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("report"));
        Run onto = Run.of("replay", EVENING, "--out", file.toString());
        assertThat(onto.exitCode()).isEqualTo(2);
        assertThat(onto.err()).contains(file + " is a file; name a directory");
        Run below = Run.of("replay", EVENING, "--out", file.resolve("below").toString());
        assertThat(below.exitCode()).isEqualTo(3);
        assertThat(below.err()).contains(file.toString()).doesNotContain("fault of stopcause");
    }

    @Test
    void readsStandardInputAndPrintsOneFormat() throws IOException {
        Run run = Run.withInput(Files.readString(Path.of(EVENING, "events.jsonl")), "replay", "-", "--format", "json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).isNotEmpty().allSatisfy(line -> Json.read(line, Incident.class));
    }

    @Test
    void tellsWhatWouldHaveBeenSent() throws IOException {
        Path routes = directory.resolve("stopcause.yaml");
        Files.writeString(routes, """
                notify:
                  route:
                    receiver: team
                    routes:
                      - matchers: ['cause="arch-mismatch"']
                        receiver: builders
                  receivers:
                    - name: team
                      slack:
                        webhookUrlFile: /does/not/exist
                    - name: builders
                      console: {}
                """);
        Run run = Run.of("replay", EVENING, "--show-notifications", "--config", routes.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "to team: opened",
                        "to builders: opened",
                        "exec /docker-entrypoint.sh: exec format error",
                        "docker buildx build --platform linux/amd64",
                        "to builders: resolved",
                        "would have been sent; a replay sends nothing");
        assertThat(Run.of("replay", EVENING, "--config", routes.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void writesWhatWouldHaveBeenSentTheSameInEveryRun() throws IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Run.of("replay", EVENING, "--show-notifications", "--out", first.toString());
        Run.of("replay", EVENING, "--show-notifications", "--out", second.toString());
        assertThat(first.resolve("notifications.jsonl"))
                .isNotEmptyFile()
                .hasSameBinaryContentAs(second.resolve("notifications.jsonl"));
        assertThat(first.resolve("postmortem.html"))
                .hasSameBinaryContentAs(second.resolve("postmortem.html"))
                .content()
                .contains("console would have been told: ");
    }

    @Test
    void showsAPartOfWhatItFound() {
        String all = Run.of("replay", EVENING, "--format", "json").out();
        assertThat(all.lines()).hasSize(3);
        assertThat(Run.of("replay", EVENING, "--format", "json", "--task", "9c5e0ab9")
                        .out()
                        .lines())
                .singleElement()
                .asString()
                .contains("arch-mismatch");
        assertThat(Run.of("replay", EVENING, "--format", "json", "--service", "nginx")
                        .out())
                .isEqualTo(all);
        assertThat(Run.of("replay", EVENING, "--service", "nightly-report").out())
                .contains("0 incidents");
        assertThat(Run.of("replay", EVENING, "--format", "json", "--severity", "critical")
                        .out()
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("\"severity\":\"critical\""));
        Run unknown = Run.of("replay", EVENING, "--service", "ngnix");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean 'nginx'?");
        assertThat(Run.of("replay", EVENING, "--task", "00").err()).contains("no task '00'; nearest: ");
    }

    @Test
    void keepsWhatPeopleWrote() throws IOException {
        Run.of("replay", EVENING, "--out", directory.toString());
        Path notes = directory.resolve("notes.md");
        assertThat(notes).content().contains("## Contributing factors", "## Decisions", "## Actions");
        assertThat(directory.resolve("postmortem.html")).content().contains("not written yet", "Task time lost");

        Files.writeString(
                notes, Files.readString(notes).replace("## Actions\n", "## Actions\n\nBuild for both CPUs.\n"));
        Run.of("replay", EVENING, "--out", directory.toString());
        assertThat(notes).content().contains("Build for both CPUs.");
        assertThat(directory.resolve("postmortem.html")).content().contains("Build for both CPUs.");
        assertThat(directory.resolve("postmortem.md")).content().contains("Build for both CPUs.");
    }
}
