package io.stopcause.app.cli;

import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.replay.EventTee;
import io.stopcause.app.replay.Window;
import io.stopcause.app.timeline.TaskName;
import io.stopcause.app.timeline.TaskSearch;
import io.stopcause.app.timeline.TaskTimeline;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause timeline}: one task, followed through everything that was read. */
@Command(
        name = "timeline",
        description = "Follow one task: its states, events, reasons, log lines, verdict and incidents in one order.",
        footer = {
            "",
            "Examples:",
            "  stopcause timeline 9c5e0ab9 incident-folder",
            "  stopcause timeline arn:aws:ecs:eu-central-1:111122223333:task/web/9c5e0ab9e77c5469b3b6c66ccb88a766 .",
            "  stopcause timeline 9c5e0ab9 --config stopcause.yaml",
            "",
            "Without a path it reads the topics of the stopcause that runs. Times are UTC."
        })
final class TimelineCommand implements Callable<Integer> {

    private static final int MOST_LISTED = 20;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(index = "0", paramLabel = "TASK", description = "Id of a task, the beginning of one, or its ARN.")
    private String task = "";

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files and directories, as replay reads them; - is standard input.")
    private List<Path> paths = List.of();

    @Option(
            names = "--lines",
            paramLabel = "N",
            description =
                    "How many of the newest lines of each log to show besides those that a rule knows. Default: 100.")
    private int lines = 100;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    TimelineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (task.isBlank() || lines < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    task.isBlank() ? "which task? Give its id or the beginning of it" : "--lines must not be negative");
        }
        TaskTimeline timeline = paths.isEmpty() ? ofTopics() : ofFiles();
        terminal.out().print(json ? Json.write(timeline) + "\n" : TimelineText.of(timeline, terminal.outIsTerminal()));
        return ExitCode.FINE;
    }

    private TaskTimeline ofFiles() {
        Judge judge = new Judge(rules.load());
        TaskSearch search = new TaskSearch(task, judge, lines);
        Engine engine = new Engine(judge);
        Progress progress = new Progress(terminal, "reading: %,d records");
        EventTee sink = new EventTee(engine::accept, search, Window.EVERYTHING, progress::show);
        Accounting accounting = FileReading.read(paths, terminal.in(), sink, Clock.systemUTC());
        progress.clear();
        Inputs.requireUseful(accounting);
        Inputs.tellUnusable(accounting, terminal);
        TaskName found = one(search);
        sink.used().ifPresent(span -> engine.end(span.last()));
        return search.timeline(found, engine.result().incidents(), List.of());
    }

    private TaskTimeline ofTopics() {
        StopcauseConfig configured = config.load();
        RunningSystem system = RunningSystem.of(configured, config.secrets());
        RuleSet known = configured.rules().load();
        TaskSearch search = new TaskSearch(task, new Judge(known), lines);
        system.each(Topics.EVENTS, event -> search.event(event.value()));
        system.each(Topics.LOGS, batch -> search.logs(batch.value()));
        system.each(Topics.ANSWERS, answer -> search.answer(answer.value()));
        TaskName found = one(search);
        List<Incident> incidents = system.newest(Topics.INCIDENTS).values().stream()
                .map(RunningSystem.Stamped::value)
                .toList();
        List<Notification> log = system.all(Topics.NOTIFICATIONS).stream()
                .map(RunningSystem.Stamped::value)
                .toList();
        return search.timeline(found, incidents, log);
    }

    private TaskName one(TaskSearch search) {
        TaskSearch.Found found = search.found();
        if (found instanceof TaskSearch.Found.One one) {
            return one.task();
        }
        if (found instanceof TaskSearch.Found.Several several) {
            List<TaskName> all = several.tasks();
            String listed = all.stream()
                    .limit(MOST_LISTED)
                    .map(each -> "\n  " + TimelineText.name(each))
                    .collect(Collectors.joining());
            String more = all.size() > MOST_LISTED ? "\n  and " + (all.size() - MOST_LISTED) + " more" : "";
            throw CommandException.wrongUse(
                    all.size() + " tasks begin with '" + task + "'; give more of the id:" + listed + more);
        }
        TaskSearch.Found.None none = (TaskSearch.Found.None) found;
        throw CommandException.wrongUse(
                none.known() == 0
                        ? "no task '" + task + "': what was read names no task at all"
                        : "no task '" + task + "' among the " + none.known() + " that were read; nearest: "
                                + String.join(", ", none.nearest()));
    }
}
