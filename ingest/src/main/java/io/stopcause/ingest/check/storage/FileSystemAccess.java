package io.stopcause.ingest.check.storage;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.PolicyDocument;
import io.stopcause.ingest.check.PolicyDocument.Call;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.role.RoleChecks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfig;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;
import software.amazon.awssdk.services.efs.model.AccessPointNotFoundException;
import software.amazon.awssdk.services.efs.model.DescribeAccessPointsRequest;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemPolicyRequest;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.PolicyNotFoundException;

/** As whom a task mounts its file systems of Elastic File System, and whether it may. */
final class FileSystemAccess {

    private static final String MOUNT = "elasticfilesystem:ClientMount";

    private FileSystemAccess() {}

    private static List<EFSVolumeConfiguration> volumes(TaskDefinition definition) {
        List<EFSVolumeConfiguration> volumes = definition.volumes().stream()
                .flatMap(each -> Stream.ofNullable(each.efsVolumeConfiguration()))
                .filter(each -> each.fileSystemId() != null)
                .distinct()
                .toList();
        if (volumes.isEmpty()) {
            throw new NotSeenException("The task definition " + definition.family() + ":" + definition.revision()
                    + " mounts no file system of Elastic File System.");
        }
        return volumes;
    }

    static Seen enforcedUser(About about, Account account) {
        List<String> points = volumes(Ecs.definition(about, account)).stream()
                .flatMap(each -> Stream.ofNullable(each.authorizationConfig()))
                .flatMap(each -> Stream.ofNullable(each.accessPointId()))
                .toList();
        return points.stream()
                .flatMap(id -> point(id, account).stream())
                .filter(each -> each.posixUser() != null)
                .findFirst()
                .map(each -> Seen.yes("The access point " + each.accessPointId() + " makes everybody user "
                                + each.posixUser().uid() + " and group "
                                + each.posixUser().gid() + ", who may not give files away.")
                        .with("accessPoint", each.accessPointId())
                        .with("uid", String.valueOf(each.posixUser().uid()))
                        .with("gid", String.valueOf(each.posixUser().gid())))
                .orElseGet(() -> Seen.unknown("No access point of the task makes everybody one user."));
    }

    private static Optional<AccessPointDescription> point(String id, Account account) {
        try {
            return account
                    .call(
                            Api.EFS,
                            "DescribeAccessPoints",
                            EfsClient::describeAccessPoints,
                            DescribeAccessPointsRequest.builder()
                                    .accessPointId(id)
                                    .build())
                    .accessPoints()
                    .stream()
                    .findFirst();
        } catch (AccessPointNotFoundException e) {
            return Optional.empty();
        }
    }

    static Seen policyAllows(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        Optional<String> role = Optional.ofNullable(definition.taskRoleArn()).filter(arn -> !arn.isBlank());
        return Seen.worst(volumes(definition).stream()
                .map(each -> mount(each, role, about, account))
                .toList());
    }

    /** Without authorization by IAM the mount is nobody's; with it, the role's own policies may allow it as well. */
    private static Seen mount(EFSVolumeConfiguration volume, Optional<String> role, About about, Account account) {
        String id = volume.fileSystemId();
        boolean signed = Optional.ofNullable(volume.authorizationConfig())
                .map(EFSAuthorizationConfig::iam)
                .filter(EFSAuthorizationConfigIAM.ENABLED::equals)
                .isPresent();
        Optional<String> document = policy(id, account);
        if (document.isEmpty()) {
            return Seen.yes("The file system " + id + " has no policy, so everybody may mount it who reaches it.");
        }
        Optional<String> caller = role.filter(arn -> signed);
        PolicyDocument policy = PolicyDocument.read(document.get(), id);
        return switch (policy.of(
                new Call(caller.or(() -> Optional.of("arn:aws:iam:::anonymous")), MOUNT, Optional.empty()))) {
            case ALLOWED -> Seen.yes("The policy of " + id + " allows " + MOUNT + ".");
            case OPEN ->
                Seen.unknown("The policy of " + id + " allows " + MOUNT + " on conditions that cannot be tried.");
            case DENIED -> Seen.no("The policy of " + id + " denies " + MOUNT + ".");
            case NOT_ALLOWED ->
                caller.map(arn -> RoleChecks.allows(arn, MOUNT, arn(id, arn, account), about, account))
                        .orElseGet(() -> Seen.no("The policy of " + id + " does not allow " + MOUNT
                                + " to whom does not sign, and the volume does not use IAM."));
        };
    }

    private static String arn(String fileSystem, String role, Account account) {
        String[] parts = role.split(":", -1);
        return "arn:" + parts[1] + ":elasticfilesystem:" + account.region() + ":" + parts[4] + ":file-system/"
                + fileSystem;
    }

    private static Optional<String> policy(String fileSystem, Account account) {
        try {
            String policy = account.call(
                            Api.EFS,
                            "DescribeFileSystemPolicy",
                            EfsClient::describeFileSystemPolicy,
                            DescribeFileSystemPolicyRequest.builder()
                                    .fileSystemId(fileSystem)
                                    .build())
                    .policy();
            return Optional.of(Optional.ofNullable(policy)
                    .orElseThrow(() -> NotSeenException.absurd("elasticfilesystem:DescribeFileSystemPolicy")));
        } catch (PolicyNotFoundException e) {
            return Optional.empty();
        } catch (FileSystemNotFoundException e) {
            throw new NotSeenException("There is no file system " + fileSystem + ".", e);
        }
    }
}
