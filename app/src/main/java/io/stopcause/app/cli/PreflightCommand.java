package io.stopcause.app.cli;

import io.stopcause.analyzer.preflight.Flaw;
import io.stopcause.app.preflight.DefinitionFile;
import io.stopcause.app.preflight.DefinitionFileException;
import io.stopcause.app.preflight.Located;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stopcause preflight}: what a task definition tells before it is deployed. */
@Command(
        name = "preflight",
        description = "Say what in a task definition will fail, and what would hide the reason of another failure.",
        footer = {
            "",
            "Examples:",
            "  stopcause preflight task-definition.json",
            "  stopcause preflight containers.json --launch-type FARGATE",
            "  aws ecs describe-task-definition --task-definition web | stopcause preflight -",
            "  terraform show -json plan.out | stopcause preflight --format github -",
            "  cdk synth | stopcause preflight -",
            "",
            "Reads input of register-task-definition, output of describe-task-definition, lists of container",
            "definitions, terraform show -json, and CloudFormation in JSON or YAML. Asks nobody.",
            "Exit code 1 where something is certain to fail, 0 where not; blind spots alone do not count."
        })
final class PreflightCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Terminal terminal;

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(arity = "1..*", paramLabel = "TASK_DEFINITION", description = "Files; - is standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--launch-type",
            paramLabel = "TYPE",
            description = "What the task is meant for, where the file does not say so: ${COMPLETION-CANDIDATES}.")
    private Optional<LaunchType> launchType = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}. Default: text. json is one object a line; github makes annotations of"
                            + " a workflow.")
    private Format format = Format.TEXT;

    /** How a result is written. */
    enum Format {
        TEXT,
        JSON,
        GITHUB;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What tasks run on. */
    enum LaunchType {
        FARGATE,
        EC2,
        EXTERNAL
    }

    PreflightCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Located> flaws = new ArrayList<>();
        for (Path file : files) {
            flaws.addAll(inspect(file));
        }
        PreflightText text = new PreflightText(rules.load());
        terminal.out()
                .print(Terminal.safe(
                        switch (format) {
                            case TEXT -> text.plain(flaws);
                            case JSON -> text.json(flaws);
                            case GITHUB -> text.annotations(flaws);
                        }));
        boolean failing = flaws.stream().anyMatch(each -> each.flaw().kind() == Flaw.Kind.FAILURE);
        return failing ? ExitCode.FOUND : ExitCode.FINE;
    }

    private List<Located> inspect(Path file) throws IOException {
        boolean piped = file.toString().equals(STANDARD_INPUT);
        if (!piped && !Files.isRegularFile(file)) {
            throw CommandException.wrongUse(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        byte[] bytes = piped ? terminal.in().readAllBytes() : Files.readAllBytes(file);
        try {
            return DefinitionFile.inspect(
                    piped ? "standard input" : file.toString(),
                    new String(bytes, StandardCharsets.UTF_8),
                    launchType.map(LaunchType::name));
        } catch (DefinitionFileException e) {
            throw CommandException.wrongUse(String.valueOf(e.getMessage()));
        }
    }
}
