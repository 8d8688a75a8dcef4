package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {

    private static final String EVENING = "../examples/evening";
    private static final String REFUSED = "public-ip-unsupported-launch-type";

    @TempDir
    private Path directory;

    private Path muting(String rule) throws IOException {
        Path rules = Files.createDirectories(directory.resolve("without-" + rule));
        Files.writeString(rules.resolve("mute.yaml"), "mute: " + rule + "\nreason: to see what it is worth\n");
        return rules;
    }

    @Test
    void tellsWhichPagesWouldBeLost() throws IOException {
        Run run = Run.of("backtest", "--rules", muting(REFUSED).toString(), EVENING, "--max-new-pages", "0");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "Pages      3 → 2: 0 gained, 1 lost, 0 at another time",
                        "Pages lost",
                        "3 Mar, 19:05:27",
                        "nginx: A public address was asked for",
                        "resolve: the deployment completed",
                        "Pages per day",
                        "2026-03-03    3   2",
                        "Per rule",
                        REFUSED);
    }

    @Test
    void failsTheBuildForNewPages() throws IOException {
        String base = muting(REFUSED).toString();
        String[] command = {
            "backtest", "--rules", muting("aws-throttling-unheard-of-here").toString(), "--base", base, EVENING
        };
        assertThat(Run.of(command).exitCode()).isEqualTo(2);
        Run none = Run.of("backtest", "--only-rules", base, EVENING);
        assertThat(none.exitCode()).isEqualTo(2);

        Run run = Run.of("backtest", "--base", base, EVENING, "--max-new-pages", "0");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsSubsequence("2 → 3: 1 gained, 0 lost", "Pages gained", "19:05:27");
        assertThat(Run.of("backtest", "--base", base, EVENING, "--max-new-pages", "1")
                        .exitCode())
                .isZero();
    }

    @Test
    void comparesWhoIsToldAndWhen() throws IOException {
        Path before = routes("before.yaml", "");
        Path now = routes("now.yaml", "    groupBy: [service]\n    groupWait: 10m\n");
        Run run = Run.of(
                "backtest",
                "--config",
                now.toString(),
                "--base-config",
                before.toString(),
                EVENING,
                "--json",
                "--night",
                "18:50-20",
                "--time-zone",
                "UTC");
        assertThat(run.err()).isEmpty();
        JsonNode compared = Json.read(run.out(), JsonNode.class);
        assertThat(compared.path("before").path("pages").asInt()).isEqualTo(3);
        assertThat(compared.path("before").path("nightPages").asInt()).isEqualTo(2);
        assertThat(compared.path("now").path("pages").asInt()).isLessThan(3);
        assertThat(compared.path("pages").path("moved")).isNotEmpty();
    }

    private Path routes(String name, String more) throws IOException {
        return Files.writeString(directory.resolve(name), """
                notify:
                  route:
                    receiver: team
                %s  receivers:
                    - name: team
                      slack:
                        webhookUrlFile: /does/not/exist
                """.formatted(more));
    }

    @Test
    void writesTheSamePageInEveryRun() throws IOException {
        String rules = muting(REFUSED).toString();
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Run.of("backtest", "--rules", rules, EVENING, "--out", first.toString());
        Run.of("backtest", "--rules", rules, EVENING, "--out", second.toString());
        assertThat(first.resolve("backtest.html"))
                .content()
                .contains("<h2>Pages lost</h2>")
                .doesNotContain("<script");
        assertThat(first.resolve("backtest.html")).hasSameBinaryContentAs(second.resolve("backtest.html"));
        assertThat(first.resolve("backtest.json")).hasSameBinaryContentAs(second.resolve("backtest.json"));
    }

    @Test
    void refusesWhatCannotBeCompared() throws IOException {
        assertThat(Run.of("backtest", EVENING).err()).contains("nothing to compare");
        String rules = muting(REFUSED).toString();
        assertThat(Run.of("backtest", "--rules", rules, EVENING, "--night", "25-7")
                        .err())
                .contains("--night '25-7'");
        assertThat(Run.of("backtest", "--rules", rules, EVENING, "--time-zone", "Mars")
                        .err())
                .contains("'Mars' is no time zone");
        assertThat(Run.of("backtest", "--rules", rules, EVENING, "--max-new-pages", "-1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("backtest", "--rules", rules, EVENING, "--to", "2020-01-01")
                        .exitCode())
                .isEqualTo(3);
        assertThat(Run.of(
                                "backtest",
                                "--rules",
                                rules,
                                "--base",
                                directory.resolve("none").toString(),
                                EVENING)
                        .exitCode())
                .isNotZero();
        assertThat(Run.of("backtest", "--rules", rules, "--base-config", "none.yaml", EVENING)
                        .err())
                .contains("none.yaml:1: no such file");
        Path empty = Files.createFile(directory.resolve("empty.json"));
        assertThat(Run.of("backtest", "--rules", rules, empty.toString()).exitCode())
                .isEqualTo(3);
    }
}
