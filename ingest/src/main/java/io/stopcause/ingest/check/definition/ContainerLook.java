package io.stopcause.ingest.check.definition;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a container's own settings forbid it, or hide from it. */
final class ContainerLook {

    private static final int FIRST_FREE_PORT = 1_024;
    private static final Set<String> SYSTEM =
            Set.of("", "/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr");
    private static final Set<String> BIND = Set.of("ALL", "NET_BIND_SERVICE", "CAP_NET_BIND_SERVICE");

    private ContainerLook() {}

    private static ContainerDefinition container(TaskDefinition definition, String name) {
        return definition.containerDefinitions().stream()
                .filter(each -> name.equals(each.name()))
                .findFirst()
                .orElseThrow(() -> new NotSeenException("The task definition " + definition.family() + ":"
                        + definition.revision() + " has no container " + name + "."));
    }

    static Seen portPrivileged(About about, Account account) {
        ContainerDefinition container = container(Ecs.definition(about, account), about.need("container"));
        Optional<Integer> low = container.portMappings().stream()
                .map(PortMapping::containerPort)
                .flatMap(Stream::ofNullable)
                .filter(port -> port < FIRST_FREE_PORT)
                .findFirst();
        if (low.isEmpty()) {
            return Seen.unknown(
                    "The container " + container.name() + " maps no port below 1024; it may listen on one.");
        }
        Optional<LinuxParameters> linux = Optional.ofNullable(container.linuxParameters());
        boolean dropped = linux.map(LinuxParameters::capabilities).map(each -> each.drop()).stream()
                .flatMap(Collection::stream)
                .anyMatch(BIND::contains);
        String port = "port " + low.get();
        if (dropped) {
            return Seen.yes("The container " + container.name() + " maps " + port
                    + " and drops the capability NET_BIND_SERVICE, which a port below 1024 needs.");
        }
        String user = Optional.ofNullable(container.user()).orElse("");
        if (user.isBlank()) {
            return Seen.unknown("The container " + container.name() + " maps " + port
                    + "; its user is the image's, which was not looked at.");
        }
        return user.matches("(?:root|0)(?::.*)?")
                ? Seen.no("The container " + container.name() + " maps " + port + " and runs as root, who may.")
                : Seen.yes("The container " + container.name() + " maps " + port + " and runs as user " + user + ".")
                        .with("user", user);
    }

    /** Over what the image cannot do without: directories of the system, and where its program is. */
    static Seen mountCovers(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        String name = "The task definition " + definition.family() + ":" + definition.revision();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            List<String> needed = Stream.of(
                            SYSTEM.stream(),
                            Stream.ofNullable(container.workingDirectory()),
                            container.entryPoint().stream().limit(1),
                            container.command().stream().limit(1))
                    .flatMap(each -> each)
                    .toList();
            Optional<String> over = container.mountPoints().stream()
                    .map(MountPoint::containerPath)
                    .flatMap(Stream::ofNullable)
                    .filter(mount -> needed.stream().anyMatch(path -> isAt(mount, path)))
                    .findFirst();
            if (over.isPresent()) {
                return Seen.yes(name + " mounts a volume on " + over.get() + " in the container " + container.name()
                                + ", over what the image has there.")
                        .with("path", over.get());
            }
        }
        return definition.containerDefinitions().stream()
                        .allMatch(each -> each.mountPoints().isEmpty())
                ? Seen.no(name + " mounts nothing.")
                : Seen.unknown(name + " mounts volumes; what the image has at those places cannot be seen.");
    }

    private static boolean isAt(String mount, String path) {
        String directory = mount.replaceAll("/+$", "") + "/";
        return (path + "/").equals(directory) || (!SYSTEM.contains(path) && path.startsWith(directory));
    }
}
