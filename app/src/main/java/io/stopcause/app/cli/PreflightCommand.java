package io.stopcause.app.cli;

import io.stopcause.analyzer.preflight.Flaw;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.preflight.DefinitionFile;
import io.stopcause.app.preflight.DefinitionFileException;
import io.stopcause.app.preflight.InspectionChecks;
import io.stopcause.app.preflight.Located;
import io.stopcause.app.preflight.ServiceInspection;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.check.Answerer;
import io.stopcause.ingest.check.ChecksConfig;
import io.stopcause.ingest.check.NotSeenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
            "  stopcause preflight --service shop/orders",
            "",
            "Reads input of register-task-definition, output of describe-task-definition, lists of container",
            "definitions, terraform show -json, and CloudFormation in JSON or YAML. Files are read and nobody is asked;",
            "with --service the account is, by calls that read and never change, and what could not be looked at is",
            "said on standard error.",
            "Exit code 1 where something is certain to fail, 0 where not; blind spots alone do not count."
        })
final class PreflightCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Terminal terminal;

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(arity = "0..*", paramLabel = "TASK_DEFINITION", description = "Files; - is standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--service",
            paramLabel = "CLUSTER/SERVICE",
            description = "A service that exists, with its task definition and what that needs of the account.")
    private List<String> services = List.of();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "Where services are. Default: ingest.aws.region of the configuration, or as the AWS SDK finds it.")
    private Optional<String> region = Optional.empty();

    @Mixin
    private ConfigOption config = new ConfigOption();

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
        if (files.isEmpty() && services.isEmpty()) {
            throw CommandException.wrongUse("name a file with a task definition, or --service CLUSTER/SERVICE");
        }
        List<Located> flaws = new ArrayList<>();
        for (Path file : files) {
            flaws.addAll(inspect(file));
        }
        RuleSet known = rules.load();
        if (!services.isEmpty()) {
            flaws.addAll(look(known));
        }
        PreflightText text = new PreflightText(known);
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

    private List<Located> look(RuleSet known) {
        IngestConfig ingest = config.load().ingest();
        AwsConfig configured = ingest.aws().orElse(AwsConfig.DEFAULT);
        List<Located> flaws = new ArrayList<>();
        try (Answerer answerer = new Answerer(
                InspectionChecks.WITH_OTHERS,
                new AwsConfig(region.or(configured::region), configured.endpoint()),
                ingest.checks().orElse(ChecksConfig.DEFAULT),
                Clock.systemUTC())) {
            for (String service : services) {
                ServiceInspection.Result result = look(service, known, answerer);
                flaws.addAll(result.flaws());
                result.unchecked().forEach(each -> terminal.err()
                        .println(Terminal.safe("not checked: " + service + ": " + each)));
            }
        }
        return flaws;
    }

    private static ServiceInspection.Result look(String service, RuleSet known, Answerer answerer) {
        int slash = service.lastIndexOf('/');
        if (slash < 1 || slash == service.length() - 1) {
            throw CommandException.wrongUse("--service: '" + service + "' is not CLUSTER/SERVICE");
        }
        try {
            return ServiceInspection.of(service.substring(0, slash), service.substring(slash + 1), known, answerer);
        } catch (NotSeenException e) {
            throw CommandException.failure(service + " could not be looked at: " + e.getMessage());
        }
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
