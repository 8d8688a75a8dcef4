package io.stopcause.app.cli;

import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.notifier.receiver.Surroundings;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause run}: continuous monitoring. */
@Command(
        name = "run",
        description = "Read events and logs as they come, work out what failed, and tell people; until it is stopped.",
        footer = {
            "",
            "Examples:",
            "  stopcause run",
            "  stopcause run --config stopcause.yaml",
            "  stopcause run --config stopcause.yaml --roles ingest,analyze",
            "",
            "Without kafka.bootstrap.servers in the configuration a Kafka broker runs in this process and keeps its",
            "records. Started again, everything goes on where it was."
        })
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            description = "What this process does: ingest, analyze, notify, console, with commas for several."
                    + " Default: all.")
    private Set<Role> roles = EnumSet.allOf(Role.class);

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        StopcauseConfig config = option.load();
        Clock clock = Clock.systemUTC();
        Surroundings surroundings = new Surroundings(terminal.out(), clock, option.secrets());
        try (Shutdown shutdown = Shutdown.listen();
                Assembly assembly = Assembly.start(config, roles, surroundings, clock)) {
            assembly.greetings().forEach(terminal.err()::println);
            terminal.err().flush();
            return new Watch(assembly, terminal.err()).until(shutdown);
        }
    }
}
