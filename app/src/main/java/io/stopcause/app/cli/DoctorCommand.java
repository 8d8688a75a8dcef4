package io.stopcause.app.cli;

import io.stopcause.app.config.ConfigException;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.ingest.install.Point;
import io.stopcause.ingest.install.Point.Light;
import io.stopcause.model.Json;
import io.stopcause.notifier.receiver.Surroundings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause doctor}: does every connection work? */
@Command(
        name = "doctor",
        description =
                "Look at every connection, right, quota and clock that the configuration needs, and say what to do"
                        + " about each that is not well. Changes nothing and sends no message.",
        footer = {
            "",
            "Examples:",
            "  stopcause doctor",
            "  stopcause doctor --config stopcause.yaml --json",
            "",
            "Exit code 1 where something is red."
        })
final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Option(names = "--json", description = "Print one JSON object a line: name, light, words, remedy.")
    private boolean json;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Point> points = points();
        if (json) {
            points.forEach(point -> terminal.out().println(Json.write(point)));
        } else {
            terminal.out().print(Terminal.safe(text(points)));
        }
        return points.stream().anyMatch(point -> point.light() == Light.RED) ? ExitCode.FOUND : ExitCode.FINE;
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        try {
            StopcauseConfig config = option.load();
            points.add(Point.green("configuration", option.describe()));
            points.addAll(
                    Doctor.examine(config, new Surroundings(terminal.err(), Clock.systemUTC(), option.secrets())));
        } catch (ConfigException e) {
            points.add(Point.red(
                    "configuration",
                    String.valueOf(e.getMessage()).replace("\n", "; "),
                    "'stopcause check-config' tells each problem with its line; nothing else was looked at"));
        }
        return points;
    }

    private static String text(List<Point> points) {
        StringBuilder text = new StringBuilder();
        List<String> remedies = new ArrayList<>();
        for (Point point : points) {
            text.append("%-7s %-18s %s".formatted(point.light().words(), point.name(), point.words()));
            if (!point.remedy().isEmpty()) {
                remedies.add(point.remedy());
                text.append(" [").append(remedies.size()).append(']');
            }
            text.append('\n');
        }
        for (int i = 0; i < remedies.size(); i++) {
            text.append(i == 0 ? "\n" : "")
                    .append('[')
                    .append(i + 1)
                    .append("] ")
                    .append(remedies.get(i))
                    .append('\n');
        }
        return text.toString();
    }
}
