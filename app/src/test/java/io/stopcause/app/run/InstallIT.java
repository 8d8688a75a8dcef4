package io.stopcause.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.app.cli.Cli;
import io.stopcause.app.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new user's way into an emulated account and out again. */
class InstallIT {

    @TempDir
    private Path directory;

    private record Said(int code, String out, String err) {}

    @Test
    void installsReadsAndUninstalls() throws Exception {
        System.setProperty("aws.accessKeyId", "emulated");
        System.setProperty("aws.secretAccessKey", "emulated");
        try (Moto aws = Moto.start()) {
            Path empty = Files.writeString(
                    directory.resolve("empty.yaml"),
                    "ingest: {aws: {region: %s, endpoint: '%s'}}\n".formatted(Moto.REGION, aws.endpoint()));

            Said unasked = stopcause("", "aws", "install", "--config", empty.toString());
            assertThat(unasked.code).isEqualTo(2);
            assertThat(unasked.err).contains("give --yes");

            Said declined = stopcause("n\n", "aws", "install", "--config", empty.toString());
            assertThat(declined.err).contains("Make these 9 changes? [y/N]", "nothing was changed");

            Said installed = stopcause("y\n", "aws", "install", "--config", empty.toString(), "--log-prefix", "/ecs/");
            assertThat(installed.code).as(installed.err).isZero();
            assertThat(installed.out).contains("prefixes: [/ecs/]", "/" + Moto.ACCOUNT + "/stopcause");

            Path config = Files.writeString(directory.resolve("stopcause.yaml"), installed.out);
            assertThat(stopcause("", "check-config", "--config", config.toString()).code)
                    .isZero();
            assertThat(stopcause("", "aws", "plan", "--config", config.toString()).out)
                    .contains("0 to create");

            Said removed = stopcause("", "aws", "uninstall", "--yes", "--config", config.toString());
            assertThat(removed.code).isZero();
            assertThat(removed.out).contains("deleted  queue stopcause\n").doesNotContain("left");
            assertThat(stopcause("", "aws", "uninstall", "--yes", "--config", config.toString()).out)
                    .contains("nothing bears the tag");
        }
    }

    /** With an input that a person types, if there is any. */
    private static Said stopcause(String typed, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(
                new Terminal(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        !typed.isEmpty(),
                        false,
                        false),
                arguments);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
