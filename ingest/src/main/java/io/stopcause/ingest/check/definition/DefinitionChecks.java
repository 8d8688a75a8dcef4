package io.stopcause.ingest.check.definition;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a task definition says of itself. */
public final class DefinitionChecks {

    public static final List<Check> ALL = List.of(
            new Check(
                    "execution-role-set",
                    "Does the task definition name an execution role?",
                    Ecs.DEFINITION,
                    DefinitionChecks::executionRole),
            new Check(
                    "task-role-set",
                    "Does the task definition name a task role?",
                    Ecs.DEFINITION,
                    DefinitionChecks::taskRole),
            new Check(
                    "log-configuration-set",
                    "Has every container of the task definition a log configuration?",
                    Ecs.DEFINITION,
                    DefinitionChecks::logs),
            new Check(
                    "root-file-system-read-only",
                    "Is the container's root file system read-only?",
                    Ecs.DEFINITION,
                    DefinitionChecks::readOnly),
            new Check(
                    "environment-variable-set",
                    "Does the task definition set the environment variable?",
                    Ecs.DEFINITION,
                    DefinitionChecks::variable),
            new Check(
                    "static-keys-set",
                    "Does the task definition give a container AWS keys that never change?",
                    Ecs.DEFINITION,
                    DefinitionChecks::keys),
            new Check(
                    "pull-credentials-configured",
                    "Does the task definition name credentials for the image's registry?",
                    Ecs.DEFINITION,
                    DefinitionChecks::pullCredentials),
            new Check(
                    "container-port-privileged",
                    "Does the container map a port below 1024, and not run as root?",
                    Ecs.DEFINITION,
                    ContainerLook::portPrivileged),
            new Check(
                    "mount-covers-image-path",
                    "Is a volume mounted over what the image needs?",
                    Ecs.DEFINITION,
                    ContainerLook::mountCovers));

    private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";

    private DefinitionChecks() {}

    private static Seen executionRole(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        return role("execution role", "executionRole", definition, definition.executionRoleArn());
    }

    private static Seen taskRole(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        return role("task role", "taskRole", definition, definition.taskRoleArn());
    }

    private static String name(TaskDefinition definition) {
        return "The task definition " + definition.family() + ":" + definition.revision();
    }

    private static Seen logs(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        List<String> silent = containers(definition, Optional.empty())
                .filter(each -> each.logConfiguration() == null)
                .map(ContainerDefinition::name)
                .toList();
        return silent.isEmpty()
                ? Seen.yes(name(definition) + " has a log configuration for every container.")
                : Seen.no(name(definition) + " has no log configuration for " + String.join(", ", silent) + ".")
                        .with("silent", String.join(" ", silent));
    }

    /** A file system that is mounted read-only refuses as well, so the root's being writable refutes nothing then. */
    private static Seen readOnly(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        String container = about.need("container");
        ContainerDefinition found = containers(definition, Optional.of(container))
                .findFirst()
                .orElseThrow(() -> new NotSeenException(name(definition) + " has no container " + container + "."));
        if (Boolean.TRUE.equals(found.readonlyRootFilesystem())) {
            return Seen.yes(name(definition) + " makes the root file system of " + container + " read-only.");
        }
        Optional<MountPoint> mounted = found.mountPoints().stream()
                .filter(each -> Boolean.TRUE.equals(each.readOnly()))
                .findFirst();
        return mounted.map(each -> Seen.unknown("The root file system of " + container + " is writable, but "
                        + each.containerPath() + " is mounted read-only."))
                .orElseGet(() -> Seen.no(name(definition) + " makes nothing of " + container + " read-only."));
    }

    private static Seen variable(About about, Account account) {
        String variable = about.need("variable");
        TaskDefinition definition = Ecs.definition(about, account);
        List<ContainerDefinition> containers =
                containers(definition, about.get("container")).toList();
        List<ContainerDefinition> having =
                containers.stream().filter(each -> sets(each, variable)).toList();
        if (containers.isEmpty()) {
            throw new NotSeenException(name(definition) + " has no such container.");
        }
        if (having.size() == containers.size()) {
            return Seen.yes(name(definition) + " sets " + variable + ".");
        }
        if (!having.isEmpty()) {
            return Seen.unknown(name(definition) + " sets " + variable + " for "
                    + having.get(0).name() + " and not for every container.");
        }
        return containers.stream().anyMatch(each -> !each.environmentFiles().isEmpty())
                ? Seen.unknown(name(definition) + " does not set " + variable
                        + " itself, and its environment files were not looked at.")
                : Seen.no(name(definition) + " does not set " + variable + ".");
    }

    private static boolean sets(ContainerDefinition container, String variable) {
        return container.environment().stream()
                        .anyMatch(each -> variable.equals(each.name())
                                && each.value() != null
                                && !each.value().isBlank())
                || container.secrets().stream().anyMatch(each -> variable.equals(each.name()));
    }

    private static Seen keys(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        List<String> having = containers(definition, Optional.empty())
                .filter(each -> sets(each, ACCESS_KEY))
                .map(ContainerDefinition::name)
                .toList();
        return having.isEmpty()
                ? Seen.unknown(name(definition) + " sets no " + ACCESS_KEY + "; the image or a file may hold one.")
                : Seen.yes(name(definition) + " gives " + String.join(", ", having) + " a key by " + ACCESS_KEY + ".");
    }

    /** Whether they are the right ones cannot be seen, so that there are some refutes nothing. */
    private static Seen pullCredentials(About about, Account account) {
        String image = about.need("image");
        TaskDefinition definition = Ecs.definition(about, account);
        List<ContainerDefinition> using = containers(definition, Optional.empty())
                .filter(each -> image.equals(each.image()))
                .toList();
        if (using.isEmpty()) {
            throw new NotSeenException(name(definition) + " has no container of the image " + image + ".");
        }
        return using.stream().allMatch(each -> each.repositoryCredentials() != null)
                ? Seen.unknown(name(definition) + " names credentials for " + image
                        + "; whether the registry takes them cannot be seen.")
                : Seen.no(name(definition) + " names no credentials for " + image + ".");
    }

    private static Stream<ContainerDefinition> containers(TaskDefinition definition, Optional<String> named) {
        return definition.containerDefinitions().stream()
                .filter(each -> named.isEmpty() || named.get().equals(each.name()));
    }

    private static Seen role(String kind, String fact, TaskDefinition definition, String arn) {
        String name = definition.family() + ":" + definition.revision();
        return Optional.ofNullable(arn)
                .filter(value -> !value.isBlank())
                .map(value -> Seen.yes("The task definition " + name + " names the " + kind + " " + value + ".")
                        .with(fact, value))
                .orElseGet(() -> Seen.no("The task definition " + name + " names no " + kind + "."));
    }
}
