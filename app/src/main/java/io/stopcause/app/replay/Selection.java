package io.stopcause.app.replay;

import io.stopcause.analyzer.Analysis;
import io.stopcause.model.Incident;
import io.stopcause.model.Nearest;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which part of what a replay found is shown. Everything is read and worked out all the same, since causes lie elsewhere.
 *
 * @param service name of a service, a family or a log group
 * @param logs names of log groups that are shown with the service
 * @param task id of a task, or the beginning of one
 * @param least the least severity
 */
public record Selection(Optional<String> service, Set<String> logs, Optional<String> task, Optional<Severity> least) {

    public Selection {
        logs = Set.copyOf(logs);
    }

    /** The same; what is shown of a service is shown of these log groups too, since they are its own. */
    public Selection withLogs(Collection<String> groups) {
        return new Selection(service, Set.copyOf(groups), task, least);
    }

    /** A name is meant that was not met; the message tells the nearest. */
    public static final class UnknownNameException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private UnknownNameException(String message) {
            super(message);
        }
    }

    private boolean isEverything() {
        return service.isEmpty() && task.isEmpty() && least.isEmpty();
    }

    /**
     * The part of a replay that was asked for.
     *
     * @throws UnknownNameException if nothing that was read has the name
     */
    public Replay of(Replay replay) {
        if (isEverything()) {
            return replay;
        }
        Analysis all = replay.analysis();
        requireKnown(all);
        List<Incident> incidents = all.incidents().stream().filter(this::has).toList();
        Predicate<Scope> shown =
                scope -> service.map(name -> isNamed(scope, name)).orElseGet(() -> incidents.stream()
                        .anyMatch(incident -> incident.headline().scope().equals(scope)));
        Analysis part = new Analysis(
                incidents,
                all.findings().stream()
                        .filter(finding -> shown.test(finding.scope()))
                        .toList(),
                all.histories().stream()
                        .filter(history -> shown.test(history.scope()))
                        .toList(),
                all.questions());
        return new Replay(
                part,
                replay.accounting(),
                replay.ruleSet(),
                replay.met(),
                replay.used(),
                replay.outside(),
                replay.rates());
    }

    private boolean has(Incident incident) {
        return service.map(name -> isNamed(incident.headline().scope(), name)).orElse(true)
                && task.map(id -> incident.reach().tasks().stream()
                                .anyMatch(each -> each.taskId().startsWith(id)))
                        .orElse(true)
                && least.map(level -> incident.headline().severity().compareTo(level) >= 0)
                        .orElse(true);
    }

    private boolean isNamed(Scope scope, String name) {
        return scope.name().equals(name)
                || scope.logGroup().filter(logs::contains).isPresent();
    }

    private void requireKnown(Analysis all) {
        Set<String> services = new TreeSet<>();
        Stream.concat(
                        all.histories().stream().map(ServiceHistory::scope),
                        all.incidents().stream().map(each -> each.headline().scope()))
                .forEach(scope -> services.add(scope.name()));
        service.filter(name -> logs.isEmpty() && !services.contains(name)).ifPresent(name -> {
            throw new UnknownNameException(Nearest.unknown("service", name, services));
        });
        Set<String> tasks = new TreeSet<>();
        all.histories().forEach(history -> history.tasks().forEach(bar -> tasks.add(bar.taskId())));
        task.filter(id -> tasks.stream().noneMatch(each -> each.startsWith(id))).ifPresent(id -> {
            throw new UnknownNameException(
                    "no task '" + id + "'; nearest: " + String.join(", ", Nearest.starts(id, tasks, 3)));
        });
    }
}
