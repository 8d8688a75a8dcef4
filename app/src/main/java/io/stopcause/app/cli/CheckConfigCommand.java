package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.config.StopcauseConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stopcause check-config}: is the configuration right? */
@Command(
        name = "check-config",
        description = "Check the configuration and its rules without connecting to anything.",
        footer = {"", "Examples:", "  stopcause check-config", "  stopcause check-config --config team.yaml"})
final class CheckConfigCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ConfigOption option = new ConfigOption();

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
        return ExitCode.FINE;
    }
}
