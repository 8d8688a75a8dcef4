package io.stopcause.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.app.cli.Cli;
import io.stopcause.app.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person runs it: a real broker, the real analyzer, the real notifier. */
class DemoIT {

    @TempDir
    private Path report;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void tellsTheFivePointsAndEnds() throws IOException {
        int code = demo("--once", "--speed", "100000", "--out", report.toString());

        String told = out.toString(StandardCharsets.UTF_8);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).as(told).isZero();
        assertThat(told)
                .doesNotContain("MISSING")
                .contains("Checked: not execution-role-missing-permission")
                .contains("Confirmed: The manifest of nginx:1.27 in the registry lists linux/arm64 only.")
                .contains("Assign public IP is not supported for this launch type.")
                .contains("nginx:43: container port 80 is host port 36728.")
                .contains("All 3 incidents are resolved");
        assertThat(told.lines().filter(line -> line.contains("Resolved: nginx")))
                .hasSize(3);
        assertThat(Files.readString(report.resolve("postmortem.html"))).contains("exec format error");
        assertThat(Files.readAllLines(report.resolve("incidents.jsonl"))).hasSize(3);
    }

    @Test
    void refusesASpeedThatGoesNowhere() {
        assertThat(demo("--once", "--speed", "0")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--speed 0.0 must be above 0");
    }

    @Test
    void saysAtOnceThatAReportCannotBeWritten() throws IOException {
        Path file = Files.createFile(report.resolve("file"));
        assertThat(demo("--once", "--out", file.resolve("below").toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--out " + file.resolve("below") + ": cannot make");
        assertThat(out.size()).isZero();
    }

    private int demo(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
        return Cli.run(terminal, arguments);
    }
}
