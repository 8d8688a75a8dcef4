package io.stopcause.app.cli;

import io.stopcause.app.replay.Selection;
import io.stopcause.model.Severity;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which part of what was found a command shows. */
final class SelectionOption {

    @Option(names = "--service", paramLabel = "NAME", description = "Show only this service, task family or log group.")
    private Optional<String> service = Optional.empty();

    @Option(
            names = "--task",
            paramLabel = "ID",
            description = "Show only incidents that took this task; the beginning of its id is enough.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--severity",
            paramLabel = "LEVEL",
            description = "Show only incidents as grave as this or graver: info, warning or critical.")
    private Optional<Severity> severity = Optional.empty();

    Selection selection() {
        return new Selection(service, Set.of(), task, severity);
    }
}
