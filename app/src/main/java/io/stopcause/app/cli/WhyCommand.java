package io.stopcause.app.cli;

import io.stopcause.analyzer.Explainer;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Keys;
import io.stopcause.model.Nearest;
import io.stopcause.model.Surface;
import io.stopcause.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stopcause why}: why was I, or was I not, told. */
@Command(
        name = "why",
        description =
                "Why was I, or was I not, told of an incident or an event: the verdict, the rules tried, the route,"
                        + " what muted it, and each attempt with its answer.",
        footer = {
            "",
            "Examples:",
            "  stopcause why 5f2c1a9be07d4431",
            "  stopcause why 9c5e0ab9e77c5469b3b6c66ccb88a766",
            "  stopcause why 5f2c1a9be07d4431 --from report",
            "",
            "An event is named by its id in EventBridge, or by the id of its task."
        })
final class WhyCommand implements Callable<Integer> {

    private static final String INCIDENTS = "incidents.jsonl";

    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Parameters(paramLabel = "INCIDENT|EVENT", description = "Id of an incident, an event or a task.")
    private String id = "";

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "What a replay wrote with --out, in place of the topics of the stopcause that runs.")
    private Optional<Path> from = Optional.empty();

    WhyCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        StopcauseConfig config = option.load();
        RuleSet rules = config.rules().load();
        WhyText text = from.isPresent() ? ofReplay(config, rules, from.get()) : ofTopics(config, rules);
        terminal.out().print(text);
        return ExitCode.FINE;
    }

    private WhyText ofReplay(StopcauseConfig config, RuleSet rules, Path directory) throws IOException {
        Path file = directory.resolve(INCIDENTS);
        if (!Files.exists(file)) {
            throw CommandException.wrongUse(file + " does not exist; name the directory of 'replay --out'");
        }
        List<Incident> incidents;
        try (Stream<String> lines = Files.lines(file)) {
            incidents = lines.map(line -> Json.read(line, Incident.class)).toList();
        }
        WhyText text = new WhyText(rules, config.notifier(), clock.instant());
        incidents.forEach(incident -> text.book().put(incident, incident.life().openedAt()));
        requireAny(found(incidents), ids(incidents, Set.of())).forEach(incident -> text.incident(incident, false));
        return text;
    }

    private WhyText ofTopics(StopcauseConfig config, RuleSet rules) {
        RunningSystem system = RunningSystem.of(config, option.secrets());
        WhyText text = new WhyText(rules, config.notifier(), clock.instant());
        text.know(system);
        List<Incident> incidents = system.newest(Topics.INCIDENTS).values().stream()
                .map(RunningSystem.Stamped::value)
                .toList();
        List<Incident> found = new ArrayList<>(found(incidents));
        text.membersOf(id).stream()
                .flatMap(member -> incidents.stream().filter(each -> each.id().equals(member)))
                .forEach(found::add);
        if (found.isEmpty() || incidents.stream().noneMatch(each -> each.id().equals(id))) {
            List<AwsEvent> events = events(system);
            explain(rules, events, text);
            events.stream().flatMap(event -> taskOf(event).stream()).distinct().forEach(task -> incidents.stream()
                    .filter(each -> took(each, task) && !found.contains(each))
                    .forEach(found::add));
            if (!events.isEmpty() && found.isEmpty()) {
                text.line("No incident came of it.");
                return text;
            }
        }
        requireAny(found, ids(incidents, text.groups())).forEach(incident -> text.incident(incident, true));
        return text;
    }

    private List<AwsEvent> events(RunningSystem system) {
        return system.all(Topics.EVENTS).stream()
                .map(RunningSystem.Stamped::value)
                .filter(event -> event.id().equals(id) || taskOf(event).equals(Optional.of(id)))
                .toList();
    }

    private static void explain(RuleSet rules, List<AwsEvent> events, WhyText text) {
        if (!events.isEmpty()) {
            Explainer explainer = new Explainer(rules);
            events.forEach(event -> text.event(event, explainer.explain(Surface.APP_LOG, Json.write(event))));
        }
    }

    private static Optional<String> taskOf(AwsEvent event) {
        return event.text("taskArn").map(Keys::lastSegment);
    }

    private List<Incident> found(List<Incident> incidents) {
        return incidents.stream()
                .filter(each -> each.id().equals(id) || took(each, id))
                .toList();
    }

    private static boolean took(Incident incident, String task) {
        return incident.reach().tasks().stream().anyMatch(each -> each.taskId().equals(task));
    }

    private static Set<String> ids(List<Incident> incidents, Set<String> groups) {
        Set<String> ids = new TreeSet<>(groups);
        incidents.forEach(incident -> ids.add(incident.id()));
        return ids;
    }

    private List<Incident> requireAny(List<Incident> found, Set<String> known) {
        if (found.isEmpty()) {
            throw CommandException.wrongUse(
                    known.isEmpty() ? "there is no incident" : Nearest.unknown("incident or event", id, known));
        }
        return found;
    }
}
