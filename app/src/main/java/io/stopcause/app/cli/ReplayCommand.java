package io.stopcause.app.cli;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.dryrun.Rehearsal;
import io.stopcause.app.replay.History;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Report;
import io.stopcause.app.replay.Report.Format;
import io.stopcause.app.replay.Summary;
import io.stopcause.app.replay.Window;
import io.stopcause.console.postmortem.Told;
import io.stopcause.console.postmortem.Words;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.backfill.AccountPast.Brought;
import io.stopcause.ingest.cloudwatch.LogDownload.Gap;
import io.stopcause.model.Json;
import io.stopcause.notifier.DryRun.Sent;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.receiver.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files and directories; - is standard input.")
    private List<Path> paths = List.of();

    @Mixin
    private PastOption past = new PastOption();

    @Option(
            names = "--topic",
            split = ",",
            paramLabel = "TOPIC",
            description = "A topic of the Kafka that the configuration names, or of the stopcause that runs here, with"
                    + " commas for several: logs, events and answers are stopcause's own. By --from and --to are read"
                    + " the records that were written from two hours before to a day after.")
    private List<String> topics = List.of();

    @Mixin
    private SelectionOption selection = new SelectionOption();

    @Option(
            names = "--show-notifications",
            description = "Also tell what would have been sent, to whom and when. Nothing is sent.")
    private boolean notifications;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Who would have been told: the part 'notify' of this configuration. Default: one receiver."
                    + " For --topic and AWS also where they are.")
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

    /** What was read from AWS. */
    private Brought brought = new Brought(List.of(), List.of());

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireOneOutput();
        requireDirectory();
        requireInput();
        Rehearsal rehearsal = rehearse();
        requireSomethingRead(rehearsal.replay());
        Replay replay = selection.selection().withLogs(brought.groups()).of(rehearsal.replay());
        List<Sent> sent = rehearsal.sent().stream()
                .filter(each -> replay.analysis().incidents().stream()
                        .anyMatch(incident -> each.incidents().contains(incident.id())))
                .toList();
        Report report =
                new Report(replay, sent.stream().map(ReplayCommand::told).toList());
        if (out.isEmpty()) {
            terminal.out().print(print(replay, report));
            tell(sent);
            return exitCode();
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
        return exitCode();
    }

    /** A report that misses what was asked for must not pass for a whole one. */
    private int exitCode() {
        if (brought.gaps().isEmpty()) {
            return ExitCode.FINE;
        }
        terminal.err()
                .println("stopcause: " + Words.count(brought.gaps().size(), "part")
                        + " of what was asked for could not be read from AWS"
                        + (past.isTemporary() ? "" : "; the same command again reads what is missing"));
        return ExitCode.FAILURE;
    }

    private Rehearsal rehearse() throws IOException {
        if (!past.isWanted()) {
            return rehearse(paths);
        }
        Path directory = past.directory();
        try {
            AwsConfig aws = configuration().ingest().aws().orElse(AwsConfig.DEFAULT);
            brought = past.read(aws, window.window(), selection.selection(), directory, terminal);
            List<Path> all = new ArrayList<>(paths);
            all.add(directory);
            return rehearse(all);
        } finally {
            past.clean(directory);
        }
    }

    private StopcauseConfig configuration() {
        return StopcauseConfig.load(config, secrets());
    }

    /** Names of files with secrets start where the configuration stands. */
    private Secrets secrets() {
        Path home = config.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
        return new Secrets(System.getenv(), home);
    }

    private History history(List<Path> files) {
        History read = new Replay.Input(files, terminal.in(), window.window(), writesDocument())
                .and(new Missing(window.window(), writesDocument(), brought.gaps()));
        return topics.isEmpty()
                ? read
                : read.and(new TopicHistory(
                        RunningSystem.of(configuration(), secrets()), topics, window.window(), writesDocument()));
    }

    /** What could not be downloaded. */
    private record Missing(Window window, boolean documented, List<Gap> gaps) implements History {

        @Override
        public Accounting read(Sink sink, Clock clock) {
            Intake intake = new Intake(sink, clock);
            gaps.forEach(gap -> intake.dead(gap.place(), gap.reason(), ""));
            return intake.accounting();
        }
    }

    private Rehearsal rehearse(List<Path> files) {
        Progress progress = new Progress(terminal, "reading: %,d records");
        History input = history(files);
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

    private void requireInput() {
        past.require(window.window());
        if (paths.isEmpty() && topics.isEmpty() && !past.isWanted()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to read: name files or directories, --log-group, --cluster or --topic");
        }
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
        if (config.isPresent() && !notifications && topics.isEmpty() && !past.isWanted()) {
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
