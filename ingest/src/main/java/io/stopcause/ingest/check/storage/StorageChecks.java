package io.stopcause.ingest.check.storage;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.NetworkChecks;
import io.stopcause.ingest.check.network.Reach;
import io.stopcause.ingest.check.network.Reach.End;
import io.stopcause.ingest.check.role.RoleChecks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetSecurityGroupsRequest;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsRequest;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;

/** What can be asked of Elastic File System. */
public final class StorageChecks {

    private static final String DESCRIBE_MOUNT_TARGETS = "elasticfilesystem:DescribeMountTargets";
    private static final Pattern FILE_SYSTEM = Pattern.compile("\\bfs-[0-9a-f]{8,40}\\b");

    public static final List<Check> ALL = List.of(
            new Check(
                    "mount-target-exists",
                    "Has the file system a mount target in the task's availability zone?",
                    Set.of(DESCRIBE_MOUNT_TARGETS, Ecs.DESCRIBE_TASKS),
                    StorageChecks::targetExists),
            new Check(
                    "mount-port-open",
                    "Is there a way from the task to the mount targets of its file systems?",
                    NetworkChecks.union(List.of(
                            Set.of(DESCRIBE_MOUNT_TARGETS, "elasticfilesystem:DescribeMountTargetSecurityGroups"),
                            Ecs.DEFINITION,
                            NetworkChecks.TASK_ACTIONS)),
                    StorageChecks::portOpen),
            new Check(
                    "access-point-enforces-user",
                    "Do the task's volumes go through an access point that makes everybody one user?",
                    NetworkChecks.union(List.of(Ecs.DEFINITION, Set.of("elasticfilesystem:DescribeAccessPoints"))),
                    FileSystemAccess::enforcedUser),
            new Check(
                    "file-system-policy-allows",
                    "Do the policies of the task's file systems, or of its role, allow the mount?",
                    NetworkChecks.union(List.of(
                            Ecs.DEFINITION,
                            RoleChecks.SIMULATING,
                            Set.of("elasticfilesystem:DescribeFileSystemPolicy"))),
                    FileSystemAccess::policyAllows));

    private StorageChecks() {}

    private static Seen targetExists(About about, Account account) {
        String host = about.need("host");
        Matcher matcher = FILE_SYSTEM.matcher(host);
        if (!matcher.find()) {
            throw new NotSeenException(host + " names no file system of Elastic File System.");
        }
        String id = matcher.group();
        Optional<List<MountTargetDescription>> found = targets(id, account);
        if (found.isEmpty()) {
            return Seen.no("There is no file system " + id + " in " + account.region() + ".");
        }
        List<MountTargetDescription> ready = found.get().stream()
                .filter(each -> each.lifeCycleState() == LifeCycleState.AVAILABLE)
                .toList();
        if (ready.isEmpty()) {
            return Seen.no("The file system " + id + " has no mount target that is available.");
        }
        String zone = Optional.ofNullable(Ecs.task(about, account).availabilityZone())
                .orElseThrow(() -> NotSeenException.absurd(Ecs.DESCRIBE_TASKS));
        String zones = ready.stream()
                .map(each -> String.valueOf(each.availabilityZoneName()))
                .sorted()
                .collect(Collectors.joining(", "));
        return ready.stream().anyMatch(each -> zone.equals(each.availabilityZoneName()))
                ? Seen.yes("The file system " + id + " has a mount target in " + zone + ", where the task ran.")
                : Seen.no("The file system " + id + " has mount targets in " + zones + " only, and the task ran in "
                                + zone + ".")
                        .with("availabilityZone", zone);
    }

    /** Of no file system with that id, empty. */
    private static Optional<List<MountTargetDescription>> targets(String fileSystem, Account account) {
        try {
            var response = account.call(
                    Api.EFS,
                    "DescribeMountTargets",
                    EfsClient::describeMountTargets,
                    DescribeMountTargetsRequest.builder()
                            .fileSystemId(fileSystem)
                            .build());
            if (!response.hasMountTargets()) {
                throw NotSeenException.absurd(DESCRIBE_MOUNT_TARGETS);
            }
            return Optional.of(response.mountTargets());
        } catch (FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Seen portOpen(About about, Account account) {
        int port = port(about.need("port"));
        Reach.ahead(about, account);
        TaskDefinition definition = Ecs.definition(about, account);
        List<String> systems = definition.volumes().stream()
                .flatMap(each -> Stream.ofNullable(each.efsVolumeConfiguration()))
                .flatMap(each -> Stream.ofNullable(each.fileSystemId()))
                .distinct()
                .toList();
        if (systems.isEmpty()) {
            throw new NotSeenException("The task definition " + definition.family() + ":" + definition.revision()
                    + " mounts no file system of Elastic File System.");
        }
        String zone = String.valueOf(Ecs.task(about, account).availabilityZone());
        List<Seen> each = systems.stream()
                .map(system -> Reach.fromTask(end(system, zone, account), port, about, account))
                .toList();
        return Seen.worst(each);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotSeenException(text + " is no port.", e);
        }
    }

    /** Mounts go to the target in the task's own zone. */
    private static End end(String fileSystem, String zone, Account account) {
        MountTargetDescription target = targets(fileSystem, account).stream()
                .flatMap(List::stream)
                .filter(each -> zone.equals(each.availabilityZoneName()))
                .filter(each -> each.ipAddress() != null && each.subnetId() != null && each.vpcId() != null)
                .findFirst()
                .orElseThrow(() -> new NotSeenException(
                        "The file system " + fileSystem + " has no mount target in " + zone + "."));
        Set<String> groups = Set.copyOf(account.call(
                        Api.EFS,
                        "DescribeMountTargetSecurityGroups",
                        EfsClient::describeMountTargetSecurityGroups,
                        DescribeMountTargetSecurityGroupsRequest.builder()
                                .mountTargetId(target.mountTargetId())
                                .build())
                .securityGroups());
        return new End(fileSystem, target.vpcId(), target.subnetId(), target.ipAddress(), groups);
    }
}
