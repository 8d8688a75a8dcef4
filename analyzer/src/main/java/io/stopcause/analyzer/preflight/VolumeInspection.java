package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Volumes, and the mount points that use them. */
final class VolumeInspection implements Inspection {

    private static final String CAUSE = "volume-config-invalid";
    private static final Pattern FILE_SYSTEM = Pattern.compile("fs-[0-9a-f]{8,40}|arn:aws[\\w-]*:elasticfilesystem:.+");
    private static final List<String> KINDS = List.of(
            "host",
            "dockerVolumeConfiguration",
            "efsVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration",
            "configuredAtLaunch");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        Set<String> names = new HashSet<>();
        List<Part> volumes = definition.root().at("volumes").each();
        volumes.forEach(volume -> volume(volume, names, flaws));
        boolean open = volumes.stream().anyMatch(volume -> volume.at("name").isOpen())
                || definition.root().at("volumes").hasOpen();
        for (Container container : definition.containers()) {
            if (definition.whole() && !open) {
                mounts(container, names, flaws);
            }
            if (!definition.hasOpenNames()) {
                sources(definition, container, flaws);
            }
        }
        ephemeral(definition.root().at("ephemeralStorage").at("sizeInGiB"), flaws);
    }

    private static void volume(Part volume, Set<String> names, Consumer<Flaw> flaws) {
        String name = volume.at("name").text().orElse("");
        if (!name.isEmpty() && !names.add(name)) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    name,
                    volume.at("name"),
                    "Two volumes are named '" + name + "'",
                    "Give one of them another name",
                    AwsPages.VOLUMES));
        }
        List<String> kinds = KINDS.stream()
                .filter(kind -> volume.at(kind).isGiven()
                        && !(volume.at(kind).node().isBoolean()
                                && !volume.at(kind).isTrue()))
                .toList();
        if (kinds.size() > 1) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    name,
                    volume,
                    "Volume '" + name + "' is of several kinds at once: " + String.join(", ", kinds),
                    "Keep one of them",
                    AwsPages.VOLUMES));
        }
        if (volume.at("efsVolumeConfiguration").isGiven()) {
            efs(name, volume.at("efsVolumeConfiguration"), flaws);
        }
    }

    private static void efs(String name, Part efs, Consumer<Flaw> flaws) {
        Part system = efs.at("fileSystemId");
        if (!system.isGiven()
                || system.text()
                        .filter(id -> !FILE_SYSTEM.matcher(id).matches())
                        .isPresent()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    name,
                    system,
                    "Volume '" + name + "' names no EFS file system"
                            + system.text().map(id -> ": '" + id + "' is none").orElse(""),
                    "\"fileSystemId\": \"fs-<id>\"",
                    AwsPages.EFS));
        }
        Part authorization = efs.at("authorizationConfig");
        boolean byRole =
                authorization.at("iam").text().filter("ENABLED"::equals).isPresent();
        boolean byAccessPoint = authorization.at("accessPointId").isGiven();
        Part encryption = efs.at("transitEncryption");
        boolean encrypted = encryption.isOpen()
                || encryption.text().filter("ENABLED"::equals).isPresent();
        if ((byRole || byAccessPoint) && !encrypted) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    name,
                    encryption,
                    "Volume '" + name + "' uses " + (byAccessPoint ? "an access point" : "IAM")
                            + " without encryption in transit, which that needs",
                    "\"transitEncryption\": \"ENABLED\"",
                    AwsPages.EFS));
        }
        efs.at("rootDirectory")
                .text()
                .filter(root -> byAccessPoint && !root.equals("/"))
                .ifPresent(root -> flaws.accept(Flaw.failure(
                        CAUSE,
                        name,
                        efs.at("rootDirectory"),
                        "Volume '" + name + "' has the root directory " + root
                                + " beside an access point, which has one of its own",
                        "Take \"rootDirectory\" out",
                        AwsPages.EFS)));
    }

    private static void mounts(Container container, Set<String> volumes, Consumer<Flaw> flaws) {
        for (Part mount : container.at("mountPoints").each()) {
            Part source = mount.at("sourceVolume");
            source.text()
                    .filter(name -> !volumes.contains(name))
                    .ifPresent(name -> flaws.accept(Flaw.failure(
                            CAUSE,
                            container.name(),
                            source,
                            "Container " + container.name() + " mounts volume '" + name
                                    + "', which the task does not have",
                            volumes.isEmpty()
                                    ? "\"volumes\": [{\"name\": \"" + name + "\"}]"
                                    : "One of " + volumes.stream().sorted().collect(Collectors.joining(", ")),
                            AwsPages.VOLUMES)));
            if (!mount.at("containerPath").isGiven()) {
                flaws.accept(Flaw.failure(
                        CAUSE,
                        container.name(),
                        mount.at("containerPath"),
                        "A mount point of container " + container.name() + " has no containerPath",
                        "\"containerPath\": \"<path>\"",
                        AwsPages.VOLUMES));
            }
        }
    }

    private static void sources(Definition definition, Container container, Consumer<Flaw> flaws) {
        for (Part from : container.at("volumesFrom").each()) {
            from.at("sourceContainer")
                    .text()
                    .filter(name -> definition.containerNames().noneMatch(name::equals))
                    .ifPresent(name -> flaws.accept(Flaw.failure(
                            "container-dependency-unresolvable",
                            container.name(),
                            from.at("sourceContainer"),
                            "Container " + container.name() + " takes the volumes of '" + name
                                    + "', which is not in this task",
                            "The name of a container of this task",
                            AwsPages.CONTAINER)));
        }
    }

    private static void ephemeral(Part size, Consumer<Flaw> flaws) {
        size.number()
                .filter(number -> number < 21 || number > 200)
                .ifPresent(number -> flaws.accept(Flaw.failure(
                        "request-parameter-invalid",
                        "",
                        size,
                        "Ephemeral storage of " + number + " GiB cannot be had; 21 to 200 can",
                        "\"sizeInGiB\": " + (number < 21 ? 21 : 200),
                        AwsPages.EPHEMERAL)));
    }
}
