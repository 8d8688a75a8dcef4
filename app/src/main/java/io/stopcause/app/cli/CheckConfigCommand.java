package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.ReceiverConfig;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Surroundings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause check-config}: is the configuration right? */
@Command(
        name = "check-config",
        description = "Check the configuration and its rules; nothing is connected unless a test message is asked for.",
        footer = {
            "",
            "Examples:",
            "  stopcause check-config",
            "  stopcause check-config --config team.yaml",
            "  stopcause check-config --config team.yaml --send-test team"
        })
final class CheckConfigCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Option(
            names = "--send-test",
            split = ",",
            paramLabel = "RECEIVER",
            description = "Send an invented incident and its end to this receiver, with commas for several.")
    private List<String> tests = List.of();

    CheckConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StopcauseConfig config = option.load();
        RuleSet rules = config.rules().loadTested();
        terminal.out().println(option.name() + " is right");
        terminal.out()
                .println("kafka      " + (config.kafka().isEmbedded() ? "embedded, in " + config.data() : "a cluster"));
        terminal.out().println("rules      " + rules.rules().size() + ", version " + rules.version());
        terminal.out()
                .println("receivers  "
                        + String.join(
                                ", ",
                                config.notifier().receivers().stream()
                                        .map(receiver -> receiver.name())
                                        .toList()));
        return sendTests(config) ? ExitCode.FINE : ExitCode.FOUND;
    }

    /** Whether all arrived. */
    private boolean sendTests(StopcauseConfig config) {
        Map<String, ReceiverConfig> receivers = new LinkedHashMap<>();
        config.notifier().receivers().forEach(receiver -> receivers.put(receiver.name(), receiver));
        tests.stream().filter(name -> !receivers.containsKey(name)).findFirst().ifPresent(name -> {
            throw CommandException.wrongUse("--send-test: " + Nearest.unknown("receiver", name, receivers.keySet()));
        });
        Surroundings surroundings = new Surroundings(terminal.out(), Clock.systemUTC(), option.secrets());
        boolean all = true;
        for (Map.Entry<String, ReceiverConfig> receiver : receivers.entrySet()) {
            if (tests.contains(receiver.getKey())) {
                Delivery delivery = receiver.getValue().sendTest(surroundings);
                boolean arrived = delivery instanceof Delivery.Delivered;
                terminal.out()
                        .println("test       " + receiver.getKey() + (arrived ? " has it: " : " does not have it: ")
                                + delivery.reason());
                all &= arrived;
            }
        }
        return all;
    }
}
