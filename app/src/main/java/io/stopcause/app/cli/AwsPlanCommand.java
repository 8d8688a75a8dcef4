package io.stopcause.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.account.Installer;
import io.stopcause.ingest.install.account.Installer.Survey;
import io.stopcause.ingest.install.template.CloudFormation;
import io.stopcause.ingest.install.template.Terraform;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause aws plan}: what an install would change. */
@Command(
        name = "plan",
        description = "Compare the account with what stopcause needs; changes nothing.",
        footer = {
            "",
            "Examples:",
            "  stopcause aws plan --region eu-central-1",
            "  stopcause aws plan --logs subscription --log-prefix /ecs/",
            "  stopcause aws plan --as cloudformation > stopcause-aws.yaml"
        })
final class AwsPlanCommand implements Callable<Integer> {

    /** Tools that can install instead of this one. */
    enum As {
        TERRAFORM,
        CLOUDFORMATION
    }

    private final Terminal terminal;

    @Mixin
    private InstallationOption option = new InstallationOption();

    @Option(
            names = "--as",
            paramLabel = "TOOL",
            description = "Print it as a file for terraform or cloudformation; needs no access to AWS.")
    private Optional<As> as = Optional.empty();

    AwsPlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (as.isPresent()) {
            terminal.out().print(template(as.get()));
            return ExitCode.FINE;
        }
        option.at(Terraform.PLACE);
        try (Installer installer =
                Installer.connect(option.aws(), option.name(), option.subscribed(), Clock.systemUTC())) {
            Survey survey = installer.survey();
            terminal.out().print(Terminal.safe(PlanText.of(installer.installation(), survey)));
            return survey.plan().taken().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
        }
    }

    private String template(As tool) {
        LogChoice subscribed = option.subscribed();
        if (!subscribed.prefixes().isEmpty()) {
            throw CommandException.wrongUse("--as: a file cannot look for log groups by their prefix '"
                    + subscribed.prefixes().get(0) + "'; name them with --log-group");
        }
        option.at(Terraform.PLACE);
        List<String> groups = subscribed.groups();
        return switch (tool) {
            case TERRAFORM -> Terraform.of(option.name(), groups);
            case CLOUDFORMATION -> yaml(CloudFormation.of(option.name(), groups));
        };
    }

    private static String yaml(JsonNode tree) {
        try {
            return YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build()
                    .writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write YAML", e);
        }
    }
}
