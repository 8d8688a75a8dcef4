package io.stopcause.app.cli;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Incident;
import io.stopcause.model.Nearest;
import io.stopcause.model.Notification;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.KafkaOrders;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stopcause ack}: somebody looks after an incident. */
@Command(
        name = "ack",
        description =
                "Say that you look after an incident: no repeats, no escalation; everybody who knows of it hears so.",
        footer = {
            "",
            "Examples:",
            "  stopcause ack 5f2c1a9be07d4431",
            "  stopcause ack 5f2c1a9be07d4431 --reason 'rolling back'"
        })
final class AckCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Mixin
    private AuthorOption author = new AuthorOption();

    @Parameters(paramLabel = "INCIDENT", description = "Its id, or that of a group of incidents.")
    private String incident = "";

    AckCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        RunningSystem system = RunningSystem.of(option.load(), option.secrets());
        Map<String, RunningSystem.Stamped<Incident>> incidents = system.newest(Topics.INCIDENTS);
        requireKnown(system, incidents);
        if (incidents.containsKey(incident) && incidents.get(incident).value().isResolved()) {
            throw CommandException.wrongUse("incident " + incident + " is over; there is nothing to acknowledge");
        }
        try (KafkaOrders orders = KafkaOrders.of(system.client(), clock)) {
            orders.write(new Acknowledgement(incident, author.author(), clock.instant(), author.reason()));
        }
        terminal.out().println(incident + " acknowledged by " + author.author());
        return ExitCode.FINE;
    }

    private void requireKnown(RunningSystem system, Map<String, RunningSystem.Stamped<Incident>> incidents) {
        Set<String> known = new TreeSet<>(incidents.keySet());
        if (!known.contains(incident)) {
            system.all(Topics.NOTIFICATIONS).stream()
                    .map(RunningSystem.Stamped::value)
                    .map(Notification::incident)
                    .forEach(known::add);
        }
        if (!known.contains(incident)) {
            throw CommandException.wrongUse(
                    known.isEmpty() ? "there is no incident" : Nearest.unknown("incident", incident, known));
        }
    }
}
