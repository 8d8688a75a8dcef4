package io.stopcause.ingest.check.definition;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** What ECS says of a task for about an hour after it stopped. */
public final class TaskChecks {

    private static final String SPOT = "FARGATE_SPOT";
    private static final String RUNNING = "RUNNING";

    public static final List<Check> ALL = List.of(
            new Check(
                    "container-exit-code-is",
                    "Did a container of the task end with this exit code?",
                    Set.of(Ecs.DESCRIBE_TASKS),
                    TaskChecks::exitCode),
            new Check(
                    "dependency-exit-code-is",
                    "Did the container that another waits for end with the exit code that is waited for?",
                    Ecs.DEFINITION,
                    TaskChecks::dependency),
            new Check(
                    "task-ran-on-spot",
                    "Did the task run on Fargate Spot?",
                    Set.of(Ecs.DESCRIBE_TASKS),
                    TaskChecks::spot),
            new Check(
                    "container-healthy",
                    "Do the task's containers pass their health checks?",
                    Set.of(Ecs.DESCRIBE_TASKS),
                    TaskChecks::healthy),
            new Check("task-runs", "Does the task run?", Set.of(Ecs.DESCRIBE_TASKS), TaskChecks::runs));

    private TaskChecks() {}

    private static Seen exitCode(About about, Account account) {
        String wanted = about.need("exitCode");
        List<Container> containers = Ecs.task(about, account).containers();
        String codes = containers.stream()
                .map(each -> each.name() + " "
                        + Optional.ofNullable(each.exitCode())
                                .map(String::valueOf)
                                .orElse("without one"))
                .collect(Collectors.joining(", "));
        if (containers.stream().anyMatch(each -> wanted.equals(String.valueOf(each.exitCode())))) {
            return Seen.yes("A container ended with exit code " + wanted + ": " + codes + ".");
        }
        return containers.isEmpty() || containers.stream().anyMatch(each -> each.exitCode() == null)
                ? Seen.unknown("Not every container has an exit code: " + (codes.isEmpty() ? "none" : codes) + ".")
                : Seen.no("No container ended with exit code " + wanted + ": " + codes + ".");
    }

    private static Seen dependency(About about, Account account) {
        String name = about.need("container");
        Optional<ContainerCondition> condition = Ecs.definition(about, account).containerDefinitions().stream()
                .flatMap(container -> container.dependsOn().stream())
                .filter(each -> name.equals(each.containerName()))
                .map(ContainerDependency::condition)
                .findFirst();
        if (condition.isEmpty()) {
            throw new NotSeenException("No container of the task waits for " + name + ".");
        }
        Integer code = Ecs.task(about, account).containers().stream()
                .filter(each -> name.equals(each.name()))
                .map(Container::exitCode)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(() -> new NotSeenException("The container " + name + " has no exit code."));
        if (condition.get() != ContainerCondition.SUCCESS) {
            return Seen.unknown("The container " + name + " ended with exit code " + code + "; what is waited for is "
                    + condition.get() + ".");
        }
        return Seen.of(code == 0, "The container " + name + " ended with exit code " + code + ", and 0 is waited for.");
    }

    private static Seen healthy(About about, Account account) {
        List<Container> containers = Ecs.task(about, account).containers();
        return containers.stream()
                .filter(each -> each.healthStatus() == HealthStatus.UNHEALTHY)
                .findFirst()
                .map(each -> Seen.no("ECS calls the container " + each.name() + " unhealthy.")
                        .with("container", String.valueOf(each.name())))
                .orElseGet(() -> Seen.unknown("ECS calls no container of the task unhealthy: "
                        + containers.stream()
                                .map(each -> each.name() + " " + each.healthStatusAsString())
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static Seen spot(About about, Account account) {
        Task task = Ecs.task(about, account);
        String provider = Optional.ofNullable(task.capacityProviderName()).orElse("");
        if (provider.equals(SPOT)) {
            return Seen.yes("The task ran on Fargate Spot.");
        }
        if (task.launchType() == LaunchType.FARGATE) {
            return Seen.no(
                    "The task ran on Fargate, but not on Spot" + (provider.isEmpty() ? "." : " (" + provider + ")."));
        }
        return Seen.unknown("The task ran on an instance; whether that is a Spot instance was not looked at.");
    }

    private static Seen runs(About about, Account account) {
        Task task = Ecs.task(about, account);
        String status =
                Optional.ofNullable(task.lastStatus()).orElseThrow(() -> NotSeenException.absurd(Ecs.DESCRIBE_TASKS));
        if (!status.equals(RUNNING)) {
            return Seen.no("The task is " + status + ".").with("status", status);
        }
        return task.startedAt() != null && !account.isRecent(task.startedAt())
                ? Seen.yes("The task runs since " + task.startedAt() + ".")
                : Seen.unknown("The task runs now; it may not have run then.");
    }
}
