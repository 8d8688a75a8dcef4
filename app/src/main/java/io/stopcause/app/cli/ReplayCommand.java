package io.stopcause.app.cli;

import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Report;
import io.stopcause.app.replay.Report.Format;
import io.stopcause.app.replay.Summary;
import io.stopcause.app.replay.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code stopcause replay}: history through the same engine. */
@Command(
        name = "replay",
        description = "Work out from recorded events and logs what failed and why, and write the post-mortem.",
        footer = {
            "",
            "Examples:",
            "  stopcause replay events.jsonl logs.json.gz --out report",
            "  stopcause replay incident-folder --from 2026-03-03T18:00Z --to 2026-03-03T20:00Z",
            "  aws ecs describe-tasks --cluster web --tasks ... | stopcause replay -",
            "",
            "Reads EventBridge events, output of the AWS CLI, CloudWatch exports and subscriptions, CloudTrail,",
            "docker and FireLens records and plain text, gzip or not; what a file holds is seen from its content.",
            "Writes incidents.jsonl, findings.jsonl, postmortem.html and postmortem.md into --out. Sends nothing."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories; - is standard input.")
    private List<Path> paths = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Only what happened at this time or later, such as 2026-03-03T18:00Z or 2026-03-03 (UTC).")
    private Optional<Instant> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", converter = Time.class, description = "Only what happened before.")
    private Optional<Instant> to = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the report; made where it is missing.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "text, json, html or md, with commas for several. Default: text, and all of them with --out."
                    + " Without --out one of them goes to standard output.")
    private Set<Format> formats = EnumSet.noneOf(Format.class);

    /** A moment in ISO 8601: with an offset, or a day in UTC. */
    static final class Time implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text
                        + "' is no time; give a day such as 2026-03-03, or a time with its offset such as"
                        + " 2026-03-03T18:00Z or 2026-03-03T19:00+01:00");
            }
        }
    }

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireOneOutput();
        requireDirectory();
        Window window = window();
        Progress progress = new Progress(terminal, "reading: %,d records");
        Replay replay = Replay.of(
                new Replay.Input(paths, terminal.in(), window), rules.load(), Clock.systemUTC(), progress::show);
        progress.clear();
        requireSomethingRead(replay);
        Report report = new Report(replay);
        if (out.isEmpty()) {
            terminal.out().print(print(replay, report));
            return ExitCode.FINE;
        }
        List<Path> written = report.write(out.get(), formats.isEmpty() ? EnumSet.allOf(Format.class) : formats);
        if (formats.isEmpty() || formats.contains(Format.TEXT)) {
            terminal.out().print(Terminal.safe(Summary.of(replay)));
        }
        written.forEach(file -> terminal.out().println("wrote " + file));
        return ExitCode.FINE;
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
    }

    private Window window() {
        try {
            return new Window(from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    /** "0 incidents" may only be said of something that was read. */
    private static void requireSomethingRead(Replay replay) {
        Inputs.requireUseful(replay.accounting());
        if (replay.used().isEmpty() && replay.met().isPresent()) {
            throw CommandException.failure("no record lies in the time asked for; those that were read tell of "
                    + replay.met().get().first() + " to " + replay.met().get().last());
        }
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
