package io.stopcause.app.cli;

import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.notifier.receiver.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which configuration a command uses. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration. Default: stopcause.yaml in this directory, if there is one.")
    private Optional<Path> file = Optional.empty();

    StopcauseConfig load() {
        return StopcauseConfig.load(file, secrets());
    }

    /** Names of files with secrets start where the configuration stands. */
    Secrets secrets() {
        Path home = file.orElse(StopcauseConfig.USUAL_FILE).toAbsolutePath().getParent();
        return new Secrets(System.getenv(), home == null ? Path.of("") : home);
    }

    /** What is in force, for a person. */
    String describe() {
        return file.isPresent() || Files.exists(StopcauseConfig.USUAL_FILE)
                ? name() + " is right"
                : "no file; what holds without one";
    }

    /** For a person. */
    String name() {
        return file.orElse(StopcauseConfig.USUAL_FILE).toString();
    }
}
