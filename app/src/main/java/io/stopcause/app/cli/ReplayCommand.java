package io.stopcause.app.cli;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.dryrun.Rehearsal;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Report;
import io.stopcause.app.replay.Report.Format;
import io.stopcause.app.replay.Summary;
import io.stopcause.console.postmortem.Told;
import io.stopcause.model.Json;
import io.stopcause.notifier.DryRun.Sent;
import io.stopcause.notifier.NotifierConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause replay}: history through the same engine. */
@Command(
        name = "replay",
        description = "Work out from recorded events and logs what failed and why, and write the post-mortem.",
        footer = {
            "",
            "Examples:",
            "  stopcause replay events.jsonl logs.json.gz --out report",
            "  stopcause replay incident-folder --show-notifications --config stopcause.yaml",
            "  stopcause replay incident-folder --from 2026-03-03T18:00Z --to 2026-03-03T20:00Z",
            "  aws ecs describe-tasks --cluster web --tasks ... | stopcause replay -",
            "",
            "Reads EventBridge events, output of the AWS CLI, CloudWatch exports and subscriptions, CloudTrail,",
            "docker and FireLens records and plain text, gzip or not; what a file holds is seen from its content.",
            "Writes postmortem.html, postmortem.md, postmortem.json, incidents.jsonl and findings.jsonl into --out.",
            "Sends nothing."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private WindowOption window = new WindowOption();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories; - is standard input.")
    private List<Path> paths = List.of();

    @Mixin
    private SelectionOption selection = new SelectionOption();

    @Option(
            names = "--show-notifications",
            description = "Also tell what would have been sent, to whom and when. Nothing is sent.")
    private boolean notifications;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Who would have been told: the part 'notify' of this configuration. Default: one receiver.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the report; made where it is missing.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "text, json, html or md, with commas for several. Default: text, and all of them with --out."
                    + " Without --out one of them goes to standard output.")
    private Set<Format> formats = EnumSet.noneOf(Format.class);

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireOneOutput();
        requireDirectory();
        Rehearsal rehearsal = rehearse();
        requireSomethingRead(rehearsal.replay());
        Replay replay = selection.selection().of(rehearsal.replay());
        List<Sent> sent = rehearsal.sent().stream()
                .filter(each -> replay.analysis().incidents().stream()
                        .anyMatch(incident -> each.incidents().contains(incident.id())))
                .toList();
        Report report =
                new Report(replay, sent.stream().map(ReplayCommand::told).toList());
        if (out.isEmpty()) {
            terminal.out().print(print(replay, report));
            tell(sent);
            return ExitCode.FINE;
        }
        List<Path> written = report.write(out.get(), formats.isEmpty() ? EnumSet.allOf(Format.class) : formats);
        if (formats.isEmpty() || formats.contains(Format.TEXT)) {
            terminal.out().print(Terminal.safe(Summary.of(replay)));
            tell(sent);
        }
        if (notifications) {
            written.add(Files.writeString(out.get().resolve("notifications.jsonl"), lines(sent)));
        }
        written.forEach(file -> terminal.out().println("wrote " + file));
        return ExitCode.FINE;
    }

    private Rehearsal rehearse() {
        Progress progress = new Progress(terminal, "reading: %,d records");
        Replay.Input input = new Replay.Input(paths, terminal.in(), window.window(), writesDocument());
        NotifierConfig routes = config.map(StopcauseConfig::routes).orElseGet(NotifierConfig::toConsole);
        Rehearsal rehearsal = notifications
                ? Rehearsal.of(input, new Judge(rules.load()), routes, Clock.systemUTC(), progress::show)
                : new Rehearsal(Replay.of(input, rules.load(), Clock.systemUTC(), progress::show), List.of());
        progress.clear();
        return rehearsal;
    }

    private boolean writesDocument() {
        return out.isPresent() || formats.contains(Format.HTML) || formats.contains(Format.MD);
    }

    private static Told told(Sent sent) {
        return new Told(
                sent.time(),
                Told.Kind.NOTIFICATION,
                sent.incidents(),
                sent.receiver() + " would have been told: "
                        + sent.message().head().title());
    }

    private void tell(List<Sent> sent) {
        if (notifications) {
            terminal.out().print("\n" + NotificationsText.of(sent, terminal.outIsTerminal()));
        }
    }

    private static String lines(List<Sent> sent) {
        return sent.stream().map(each -> Json.write(each) + "\n").collect(Collectors.joining());
    }

    private void requireDirectory() {
        out.filter(path -> Files.exists(path) && !Files.isDirectory(path)).ifPresent(path -> {
            throw CommandException.wrongUse("--out " + path + " is a file; name a directory");
        });
    }

    private void requireOneOutput() {
        if (out.isEmpty() && formats.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "several formats need a directory: add --out DIR, or give one --format");
        }
        boolean text = formats.isEmpty() || formats.contains(Format.TEXT);
        if (notifications && out.isEmpty() && !text) {
            throw new ParameterException(
                    spec.commandLine(), "--show-notifications is text: add --out DIR, or leave --format out");
        }
        if (config.isPresent() && !notifications) {
            throw new ParameterException(
                    spec.commandLine(), "--config tells who would have been told: add --show-notifications");
        }
    }

    /** "0 incidents" may only be said of something that was read. */
    private static void requireSomethingRead(Replay replay) {
        Inputs.requireUseful(replay.accounting());
        Inputs.requireInWindow(replay.used(), replay.met());
    }

    private String print(Replay replay, Report report) {
        return switch (formats.isEmpty() ? Format.TEXT : formats.iterator().next()) {
            case TEXT -> Terminal.safe(Summary.of(replay));
            case JSON -> report.incidents();
            case HTML -> report.html();
            case MD -> report.markdown();
        };
    }
}
