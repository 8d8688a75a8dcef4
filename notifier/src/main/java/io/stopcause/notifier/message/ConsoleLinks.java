package io.stopcause.notifier.message;

import io.stopcause.model.AwsConsole;
import io.stopcause.model.Incident;
import io.stopcause.model.Incident.FailedTask;
import io.stopcause.model.Scope;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pages of the AWS console that show what an incident is about. */
final class ConsoleLinks {

    private static final Set<String> LOGS = Set.of(Surface.APP_LOG.wire(), Surface.AGENT_LOG.wire());

    private ConsoleLinks() {}

    /** Log stream at the time of the decisive line, newest failed task, service: as many of them as are known. */
    static List<Message.Link> of(Incident incident) {
        return AwsConsole.of(incident.headline().scope().region())
                .map(console -> links(incident, console))
                .orElse(List.of());
    }

    private static List<Message.Link> links(Incident incident, AwsConsole console) {
        Scope scope = incident.headline().scope();
        List<Message.Link> links = new ArrayList<>();
        log(incident, console).ifPresent(address -> links.add(new Message.Link("Log", address)));
        scope.cluster().ifPresent(cluster -> {
            newest(incident.reach().tasks())
                    .flatMap(task -> console.task(cluster, task.taskId()))
                    .ifPresent(address -> links.add(new Message.Link("Task", address)));
            scope.service()
                    .flatMap(service -> console.service(cluster, service))
                    .map(address -> new Message.Link("Service", address))
                    .or(() -> console.tasks(cluster).map(address -> new Message.Link("Cluster", address)))
                    .ifPresent(links::add);
        });
        return links;
    }

    private static Optional<FailedTask> newest(List<FailedTask> tasks) {
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(tasks.size() - 1));
    }

    private static Optional<String> log(Incident incident, AwsConsole console) {
        return incident.diagnosis().evidence().supporting().stream()
                .filter(item -> LOGS.contains(item.source()))
                .flatMap(item -> console.log(item.place(), item.time()).stream())
                .findFirst()
                .or(() -> incident.headline().scope().logGroup().flatMap(console::logGroup));
    }
}
