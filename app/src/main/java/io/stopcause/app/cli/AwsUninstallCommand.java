package io.stopcause.app.cli;

import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.account.Uninstaller;
import io.stopcause.ingest.install.account.Uninstaller.Removal;
import io.stopcause.ingest.install.template.Terraform;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause aws uninstall}. */
@Command(
        name = "uninstall",
        description = "Stop the events, wait until the queue is read, then delete what bears the installation's tag and"
                + " nothing else.",
        footer = {
            "",
            "Examples:",
            "  stopcause aws uninstall",
            "  stopcause aws uninstall --yes --discard --name team-a"
        })
final class AwsUninstallCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private InstallationOption option = new InstallationOption();

    @Mixin
    private ConfirmOption confirm = new ConfirmOption();

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            converter = LengthOfTime.class,
            description = "How long to wait for the queue to be read, such as 90s or 10m. Default: 5m.")
    private Duration drain = Duration.ofMinutes(5);

    @Option(names = "--discard", description = "Throw away messages that nobody has read, and do not wait.")
    private boolean discard;

    AwsUninstallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        option.at(Terraform.PLACE);
        try (Uninstaller uninstaller = Uninstaller.connect(option.aws(), option.name(), discard, Clock.systemUTC())) {
            Map<Kind, List<String>> owned = uninstaller.owned();
            if (owned.isEmpty()) {
                terminal.out()
                        .println("nothing bears the tag of installation "
                                + uninstaller.installation().name() + " in account "
                                + uninstaller.installation().place().account() + ", "
                                + uninstaller.installation().place().region());
                return ExitCode.FINE;
            }
            owned.forEach((kind, names) -> names.forEach(
                    name -> terminal.err().println(Terminal.safe("delete   " + kind.words() + " " + name))));
            if (!confirm.confirmed(terminal, "Delete these?")) {
                terminal.err().println("nothing was changed");
                return ExitCode.FINE;
            }
            Progress progress = new Progress(terminal, "waiting for about %,d messages to be read");
            Removal removal = uninstaller.uninstall(owned, drain, progress::show);
            progress.clear();
            return tell(removal);
        }
    }

    private int tell(Removal removal) {
        removal.deleted().forEach(words -> terminal.out().println(Terminal.safe("deleted  " + words)));
        removal.left()
                .forEach((words, reason) -> terminal.out().println(Terminal.safe("left     " + words + ": " + reason)));
        return removal.left().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }
}
