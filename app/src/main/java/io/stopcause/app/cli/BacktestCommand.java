package io.stopcause.app.cli;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.dryrun.Comparison;
import io.stopcause.app.dryrun.ComparisonView;
import io.stopcause.app.dryrun.Course;
import io.stopcause.app.dryrun.Recorder;
import io.stopcause.app.replay.EventTee;
import io.stopcause.app.rules.RuleSource;
import io.stopcause.console.page.Documents;
import io.stopcause.console.page.TablesView;
import io.stopcause.console.postmortem.Words;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Json;
import io.stopcause.notifier.NotifierConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause backtest}: what other rules, or other routes, would have told of a history. */
@Command(
        name = "backtest",
        description =
                "Compare two rule sets, or two configurations of who is told, over one history: incidents and pages"
                        + " gained, lost and moved, per day, at night and per rule. Sends nothing.",
        footer = {
            "",
            "Examples:",
            "  stopcause backtest --rules my-rules history/",
            "  stopcause backtest --rules my-rules --base old-rules history/ --max-new-pages 0",
            "  stopcause backtest --config new.yaml --base-config stopcause.yaml history/ --time-zone Europe/Berlin",
            "",
            "A page is the first message that a receiver gets of an incident, or of a group of them. Without --config",
            "everything from the severity warning on goes to one receiver.",
            "Exit code 1 says that there are more new pages than --max-new-pages allows."
        })
final class BacktestCommand implements Callable<Integer> {

    private static final String SHIPPED = "shipped";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private WindowOption window = new WindowOption();

    @Mixin
    private NightOption night = new NightOption();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories; - is standard input.")
    private List<Path> paths = List.of();

    @Option(
            names = "--base",
            paramLabel = "DIR|shipped",
            description =
                    "The rules to compare with: a directory on top of the ones that come with stopcause, or, beside"
                            + " --only-rules, in place of them. Default: shipped.")
    private String base = SHIPPED;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Who is told: the part 'notify' of this configuration.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--base-config",
            paramLabel = "FILE",
            description = "Who is told in the base. Default: the same as in --config.")
    private Optional<Path> baseConfig = Optional.empty();

    @Option(
            names = "--max-new-pages",
            paramLabel = "N",
            description = "Exit with 1 if more pages than that are gained.")
    private Optional<Integer> most = Optional.empty();

    @Option(names = "--json", description = "One JSON object instead of tables.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write backtest.html and backtest.json there.")
    private Optional<Path> out = Optional.empty();

    BacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireTwo();
        Judge now = new Judge(rules.load());
        RuleSource before = base();
        Judge then = new Judge(before.load());
        try (Recorder recorder = new Recorder(List.of(then, now))) {
            String input = read(recorder);
            NotifierConfig routes = routes(config);
            Comparison compared = Comparison.of(
                    name(before, baseConfig.or(() -> config)),
                    Course.of(recorder, then, routes(baseConfig.or(() -> config))),
                    name(rules.source(Optional.empty()), config),
                    Course.of(recorder, now, routes),
                    night.night());
            tell(compared, input);
            return most.filter(allowed -> compared.pages().gained().size() > allowed)
                    .map(exceeded -> ExitCode.FOUND)
                    .orElse(ExitCode.FINE);
        }
    }

    private void requireTwo() {
        boolean other = rules.source(Optional.empty()).directory().isPresent()
                || !base.equals(SHIPPED)
                || (config.isPresent() && baseConfig.isPresent());
        if (!other) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to compare: give --rules DIR, or --config FILE with --base-config FILE");
        }
        if (most.filter(count -> count < 0).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--max-new-pages must not be negative");
        }
        out.filter(path -> Files.exists(path) && !Files.isDirectory(path)).ifPresent(path -> {
            throw CommandException.wrongUse("--out " + path + " is a file; name a directory");
        });
    }

    private RuleSource base() {
        if (base.equals(SHIPPED)) {
            return RuleSource.SHIPPED;
        }
        Optional<Path> directory = Optional.of(Path.of(base));
        return rules.source(Optional.empty()).only().isPresent()
                ? new RuleSource(Optional.empty(), directory)
                : new RuleSource(directory, Optional.empty());
    }

    private static NotifierConfig routes(Optional<Path> file) {
        return file.map(StopcauseConfig::routes).orElseGet(NotifierConfig::toConsole);
    }

    private static String name(RuleSource source, Optional<Path> file) {
        String named = source.directory().map(Path::toString).orElse("the shipped rules");
        return named + file.map(path -> " with " + path).orElse("");
    }

    private String read(Recorder recorder) {
        Progress progress = new Progress(terminal, "reading: %,d records");
        EventTee sink = new EventTee(event -> {}, recorder, window.window(), progress::show);
        Accounting accounting = FileReading.read(paths, terminal.in(), sink, Clock.systemUTC());
        progress.clear();
        Inputs.requireUseful(accounting);
        Inputs.requireInWindow(sink.used(), sink.met());
        Inputs.tellUnusable(accounting, terminal);
        return "Read: " + Words.count(accounting.count(Kind.EVENTS), "event") + ", "
                + Words.count(accounting.count(Kind.LINES), "log line") + ", "
                + Words.count(accounting.count(Kind.ANSWERS), "answer") + ", "
                + accounting.count(Kind.DEAD) + " not usable."
                + sink.used()
                        .map(span -> " From " + span.first() + " to " + span.last() + ".")
                        .orElse("");
    }

    private void tell(Comparison compared, String input) throws IOException {
        TablesView view = ComparisonView.of(compared, night.night(), input);
        String object = Json.write(compared) + "\n";
        terminal.out().print(json ? object : TablesText.of(view, terminal.outIsTerminal()));
        if (out.isPresent()) {
            Files.createDirectories(out.get());
            Files.writeString(out.get().resolve("backtest.html"), new Documents().html(view));
            Files.writeString(out.get().resolve("backtest.json"), object);
        }
    }
}
