package io.stopcause.app.cli;

import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.route.Labels;
import io.stopcause.notifier.route.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause config}: what a configuration would do. */
@Command(
        name = "config",
        description = "Ask what the configuration would do, without connecting to anything.",
        footer = {"", "Examples:", "  stopcause config test-route severity=critical cluster=web service=nginx"})
final class ConfigCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "config what? test-route");
    }

    @Command(
            name = "test-route",
            description = "Who would be told of an incident with these labels, and by which route.")
    int testRoute(
            @Mixin ConfigOption option,
            @Parameters(arity = "0..*", paramLabel = "LABEL=VALUE", description = "Such as severity=critical.")
                    List<String> pairs) {
        Map<String, String> labels = labels(pairs == null ? List.of() : pairs);
        StopcauseConfig config = option.load();
        Route route = Route.of(config.notifier().route());
        terminal.out().print(Terminal.safe(RouteText.of(route, labels)));
        return ExitCode.FINE;
    }

    private Map<String, String> labels(List<String> pairs) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!Labels.NAMES.contains(name)) {
                throw new ParameterException(spec.commandLine(), Nearest.unknown("label", name, Labels.NAMES));
            }
            if (equals < 0) {
                throw new ParameterException(spec.commandLine(), "'" + pair + "' has no value; such as " + name + "=…");
            }
            labels.put(name, pair.substring(equals + 1));
        }
        return labels;
    }
}
