package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Instances;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusEvent;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;

/** The instance under a task, and the volume that was to be attached to it. */
final class HostLook {

    static final Set<String> STATUS =
            Set.of(Ecs.DESCRIBE_TASKS, "ecs:DescribeContainerInstances", "ec2:DescribeInstanceStatus");
    static final Set<String> VOLUME = Set.of(Ecs.DESCRIBE_TASKS, "ec2:DescribeVolumes");

    private HostLook() {}

    private static Optional<InstanceStatus> status(String instance, Account account) {
        return account
                .call(
                        Api.EC2,
                        "DescribeInstanceStatus",
                        Ec2Client::describeInstanceStatus,
                        DescribeInstanceStatusRequest.builder()
                                .filters(Filter.builder()
                                        .name("instance-id")
                                        .values(instance)
                                        .build())
                                .includeAllInstances(true)
                                .build())
                .instanceStatuses()
                .stream()
                .findFirst();
    }

    private static String instance(About about, Account account) {
        return Instances.registered(Ecs.task(about, account).containerInstanceArn(), about, account)
                .ec2InstanceId();
    }

    private static InstanceStatus known(String id, Account account) {
        return status(id, account)
                .orElseThrow(() -> new NotSeenException("EC2 tells nothing of the instance " + id + " any more."));
    }

    static Seen healthy(About about, Account account) {
        String id = instance(about, account);
        InstanceStatus status = known(id, account);
        List<String> impaired = new ArrayList<>();
        if (status.instanceStatus() != null && status.instanceStatus().status() == SummaryStatus.IMPAIRED) {
            impaired.add("the instance");
        }
        if (status.systemStatus() != null && status.systemStatus().status() == SummaryStatus.IMPAIRED) {
            impaired.add("the system under it");
        }
        if (status.attachedEbsStatus() != null && status.attachedEbsStatus().status() == SummaryStatus.IMPAIRED) {
            impaired.add("its volumes");
        }
        return impaired.isEmpty()
                ? Seen.unknown("EC2 finds nothing wrong with the instance " + id + " by now.")
                : Seen.no("EC2 calls " + String.join(" and ", impaired) + " impaired (" + id + ").")
                        .with("instance", id);
    }

    static Seen retirement(About about, Account account) {
        String id = instance(about, account);
        List<InstanceStatusEvent> planned = known(id, account).events().stream()
                .filter(each -> !String.valueOf(each.description()).startsWith("[Completed]")
                        && !String.valueOf(each.description()).startsWith("[Canceled]"))
                .toList();
        return planned.isEmpty()
                ? Seen.unknown("AWS plans nothing with the instance " + id + " by now.")
                : Seen.yes("AWS plans " + planned.get(0).codeAsString() + " of the instance " + id + " from "
                                + planned.get(0).notBefore() + ".")
                        .with("instance", id);
    }

    static Seen volume(About about, Account account) {
        Task task = Ecs.task(about, account);
        List<String> ids = task.attachments().stream()
                .flatMap(each -> each.details().stream())
                .filter(each -> "volumeId".equals(each.name()))
                .map(KeyValuePair::value)
                .flatMap(Stream::ofNullable)
                .filter(each -> each.startsWith("vol-"))
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            throw new NotSeenException("ECS names no volume that was made for the task.");
        }
        var found = account.call(
                Api.EC2,
                "DescribeVolumes",
                Ec2Client::describeVolumes,
                DescribeVolumesRequest.builder()
                        .filters(Filter.builder().name("volume-id").values(ids).build())
                        .build());
        String failed = found.volumes().stream()
                .filter(each -> each.state() == VolumeState.ERROR)
                .map(each -> each.volumeId())
                .collect(Collectors.joining(", "));
        return failed.isEmpty()
                ? Seen.unknown("The volume " + String.join(", ", ids) + " of the task is in order, or gone with it.")
                : Seen.no("The volume " + failed + " of the task is in the state error.")
                        .with("volume", failed);
    }
}
