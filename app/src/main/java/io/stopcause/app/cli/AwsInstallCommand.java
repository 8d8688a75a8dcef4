package io.stopcause.app.cli;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.install.Change;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.account.Installer;
import io.stopcause.ingest.install.account.Installer.Outcome;
import io.stopcause.ingest.install.account.Installer.Survey;
import io.stopcause.ingest.install.template.Terraform;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause aws install}. */
@Command(
        name = "install",
        description = "Make what stopcause reads: a queue that EventBridge fills with ECS's events, and on demand"
                + " subscriptions of log groups. Again it keeps what is there, and goes on where it was stopped.",
        footer = {
            "",
            "Examples:",
            "  stopcause aws install --region eu-central-1 --log-prefix /ecs/",
            "  stopcause aws install --dry-run",
            "  stopcause aws install --yes --name team-a"
        })
final class AwsInstallCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private InstallationOption option = new InstallationOption();

    @Mixin
    private ConfirmOption confirm = new ConfirmOption();

    @Option(names = "--dry-run", description = "Only say what would be done, as 'aws plan' does.")
    private boolean dryRun;

    AwsInstallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        option.at(Terraform.PLACE);
        try (Installer installer =
                Installer.connect(option.aws(), option.name(), option.subscribed(), Clock.systemUTC())) {
            Survey survey = installer.survey();
            terminal.err().print(Terminal.safe(PlanText.of(installer.installation(), survey)));
            terminal.err().println();
            if (dryRun) {
                return survey.plan().taken().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
            }
            int count = survey.plan().toDo().size();
            if (count > 0 && !confirm.confirmed(terminal, "Make these " + count + " changes?")) {
                terminal.err().println("nothing was changed");
                return ExitCode.FINE;
            }
            Progress progress = new Progress(terminal, "made: %,d of " + count);
            AtomicLong made = new AtomicLong();
            Outcome outcome = installer.install(survey, change -> {
                progress.clear();
                if (change.resource().kind() != Kind.FILTER) {
                    terminal.err().println(done(change));
                }
                progress.show(made.incrementAndGet());
            });
            progress.clear();
            return tell(outcome, installer.installation());
        }
    }

    private static String done(Change change) {
        return (change.verb() == Verb.CREATE ? "made      " : "corrected ")
                + change.resource().words();
    }

    private int tell(Outcome outcome, Installation installation) {
        outcome.failed().forEach((group, reason) -> terminal.err()
                .println(Terminal.safe("not subscribed: " + group + ": " + reason)));
        terminal.err().println("installed; put this into stopcause.yaml, then 'stopcause run':");
        terminal.err().println();
        terminal.err().flush();
        terminal.out().print(snippet(outcome, installation));
        return outcome.failed().isEmpty() ? ExitCode.FINE : ExitCode.FAILURE;
    }

    /** Groups that could not be subscribed are polled. */
    private String snippet(Outcome outcome, Installation installation) {
        AwsConfig aws = option.aws();
        StringBuilder yaml = new StringBuilder("ingest:\n  aws:\n    region: ")
                .append(installation.place().region());
        aws.endpoint().ifPresent(endpoint -> yaml.append("\n    endpoint: ").append(endpoint));
        yaml.append("\n  queues:\n    - queueUrl: ").append(outcome.queueUrl()).append('\n');
        yaml.append("  reconcile: {}\n");
        LogChoice polled = option.logs();
        if (!option.subscribed().isEmpty()) {
            yaml.append("  streams:\n    - stream: ")
                    .append(installation.streamName())
                    .append('\n');
            polled = new LogChoice(outcome.polled(), List.of());
        }
        if (!polled.isEmpty()) {
            yaml.append("  logs:\n");
            list(yaml, "groups", polled.groups());
            list(yaml, "prefixes", polled.prefixes());
        }
        return yaml.toString();
    }

    private static void list(StringBuilder yaml, String name, List<String> values) {
        if (!values.isEmpty()) {
            yaml.append("    ")
                    .append(name)
                    .append(": [")
                    .append(String.join(", ", values))
                    .append("]\n");
        }
    }
}
