package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Instances;
import io.stopcause.ingest.check.network.NetworkChecks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What can be asked of a cluster's capacity. */
public final class CapacityChecks {

    private static final Set<String> ROOM = NetworkChecks.union(List.of(Fleet.ACTIONS, Ecs.DEFINITION));
    private static final Set<String> SERVICE = Set.of(Ecs.DESCRIBE_SERVICES);

    public static final List<Check> ALL = List.of(
            new Check("cluster-has-room", "Has some instance room for the task?", ROOM, RoomLook::room),
            new Check("host-port-free", "Are the task's host ports free on some instance?", ROOM, RoomLook::ports),
            new Check(
                    "instances-have-attributes",
                    "Has some instance all attributes that the task requires?",
                    ROOM,
                    RoomLook::attributes),
            new Check(
                    "instances-satisfy-constraints",
                    "Does some instance satisfy the placement constraints?",
                    ROOM,
                    CapacityChecks::constraints),
            new Check(
                    "cluster-has-instances",
                    "Has the cluster active instances?",
                    NetworkChecks.union(List.of(Set.of("ecs:ListContainerInstances"), SERVICE)),
                    CapacityChecks::hasInstances),
            new Check(
                    "instance-registered",
                    "Is an instance registered in the cluster?",
                    Set.of("ecs:ListContainerInstances"),
                    CapacityChecks::registered),
            new Check(
                    "agent-connected",
                    "Are the agents of all instances connected?",
                    Fleet.ACTIONS,
                    CapacityChecks::agents),
            new Check("host-has-gpu", "Has some instance a graphics processor?", Fleet.ACTIONS, CapacityChecks::gpu),
            new Check(
                    "capacity-provider-active",
                    "Are the capacity providers of the cluster active?",
                    Set.of("ecs:DescribeClusters", "ecs:DescribeCapacityProviders"),
                    CapacityChecks::providers),
            new Check(
                    "quota-has-room",
                    "Is there room below the account's quota of vCPUs on Fargate?",
                    QuotaLook.ACTIONS,
                    QuotaLook::at),
            new Check(
                    "instance-runs",
                    "Does the EC2 instance run?",
                    Set.of(Instances.DESCRIBE),
                    CapacityChecks::instanceRuns),
            new Check(
                    "instance-status-ok",
                    "Does EC2 find the task's instance, its host and its volumes in order?",
                    HostLook.STATUS,
                    HostLook::healthy),
            new Check(
                    "retirement-scheduled",
                    "Does AWS plan to restart or retire the task's instance?",
                    HostLook.STATUS,
                    HostLook::retirement),
            new Check(
                    "block-volume-available",
                    "Is the volume in order that was made for the task?",
                    HostLook.VOLUME,
                    HostLook::volume),
            new Check(
                    "capacity-provider-launches",
                    "Do the cluster's Auto Scaling groups find capacity for new instances?",
                    LaunchLook.ACTIONS,
                    LaunchLook::capacity),
            new Check(
                    "launch-settings-exist",
                    "Do the cluster's Auto Scaling groups launch with settings that are valid?",
                    LaunchLook.ACTIONS,
                    LaunchLook::settings),
            new Check(
                    "provisioning-queue-below-limit",
                    "Has the cluster fewer waiting tasks than ECS lets wait?",
                    Set.of("ecs:DescribeClusters"),
                    CapacityChecks::queue),
            new Check(
                    "zone-has-instances",
                    "Are there instances in the availability zones of the service's subnets?",
                    NetworkChecks.union(List.of(Fleet.ACTIONS, SERVICE, Set.of("ec2:DescribeSubnets"))),
                    ZoneLook::at));

    /** "Amazon ECS service quotas": tasks in the state PROVISIONING for each cluster. */
    private static final int PROVISIONING = 500;

    private CapacityChecks() {}

    private static Seen queue(About about, Account account) {
        Fleet fleet = Fleet.of(about, account);
        int pending = Optional.ofNullable(cluster(fleet.name(), account).pendingTasksCount())
                .orElseThrow(() -> NotSeenException.absurd("ecs:DescribeClusters"));
        String sentence = "In the cluster " + fleet.name() + " " + pending + " tasks wait";
        return pending >= PROVISIONING
                ? Seen.no(sentence + "; ECS lets " + PROVISIONING + " wait for capacity.")
                : Seen.unknown(sentence + " by now, of " + PROVISIONING + " that may wait for capacity.");
    }

    private static Seen constraints(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        Service service = Ecs.service(about, account);
        TaskDefinition definition = Ecs.definition(about, account);
        List<String> expressions = Stream.concat(
                        service.placementConstraints().stream()
                                .filter(each -> each.type() == PlacementConstraintType.MEMBER_OF)
                                .map(PlacementConstraint::expression),
                        definition.placementConstraints().stream().map(each -> each.expression()))
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        boolean distinct = service.placementConstraints().stream()
                .anyMatch(each -> each.type() == PlacementConstraintType.DISTINCT_INSTANCE);
        if (expressions.isEmpty() && !distinct) {
            throw new NotSeenException(
                    "The service " + service.serviceName() + " has no placement constraints by now.");
        }
        int matching = expressions.isEmpty()
                ? cluster.list(Optional.empty()).size()
                : cluster.list(Optional.of(expressions.stream()
                                .map(each -> "(" + each + ")")
                                .collect(Collectors.joining(" and "))))
                        .size();
        int needed = distinct ? Optional.ofNullable(service.runningCount()).orElse(0) + 1 : 1;
        String sentence = matching + " instances of " + cluster.name() + " satisfy "
                + (expressions.isEmpty() ? "the constraints" : String.join(" and ", expressions))
                + (distinct ? ", and each takes one task of the service, which has " + (needed - 1) : "") + ".";
        return Pending.judge(matching >= needed, sentence, about, account);
    }

    private static Seen hasInstances(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        int count = cluster.list(Optional.empty()).size();
        return Pending.judge(
                count > 0, "The cluster " + cluster.name() + " has " + count + " active instances.", about, account);
    }

    /** The question does not name the instance, so that only an empty cluster answers it. */
    private static Seen registered(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        int count = cluster.list(Optional.empty()).size();
        return count == 0
                ? Seen.no("No instance is registered in the cluster " + cluster.name() + ".")
                : Seen.unknown("In the cluster " + cluster.name() + " " + count
                        + " instances are registered; whether the" + " one in question is among them cannot be told.");
    }

    private static Seen agents(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        List<String> away = cluster.instances().stream()
                .filter(each -> Boolean.FALSE.equals(each.agentConnected()))
                .map(Fleet::name)
                .sorted()
                .toList();
        return away.isEmpty()
                ? Seen.unknown("All agents in the cluster " + cluster.name() + " are connected by now.")
                : Seen.no("In the cluster " + cluster.name() + " the agents of "
                                + String.join(", ", away.subList(0, Math.min(5, away.size()))) + " are not connected.")
                        .with("instance", away.get(0));
    }

    private static Seen gpu(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        List<ContainerInstance> instances = cluster.instances();
        if (instances.isEmpty()) {
            throw new NotSeenException("The cluster " + cluster.name() + " has no active instance at all.");
        }
        long with = instances.stream()
                .filter(each -> each.registeredResources().stream()
                        .anyMatch(resource -> "GPU".equals(resource.name())
                                && !resource.stringSetValue().isEmpty()))
                .count();
        String sentence = "Of " + instances.size() + " instances in the cluster " + cluster.name() + ", " + with
                + " registered a graphics processor.";
        if (with == 0) {
            return Seen.no(sentence);
        }
        return with == instances.size() ? Seen.yes(sentence) : Seen.unknown(sentence);
    }

    private static Seen providers(About about, Account account) {
        String name = Fleet.of(about, account).name();
        List<String> attached = cluster(name, account).capacityProviders();
        if (attached.isEmpty()) {
            return Seen.no("The cluster " + name + " has no capacity providers.");
        }
        return account
                .call(
                        Api.ECS,
                        "DescribeCapacityProviders",
                        EcsClient::describeCapacityProviders,
                        DescribeCapacityProvidersRequest.builder()
                                .capacityProviders(attached)
                                .build())
                .capacityProviders()
                .stream()
                .filter(each -> each.status() != CapacityProviderStatus.ACTIVE)
                .map(CapacityProvider::name)
                .findFirst()
                .map(each -> Seen.no("The capacity provider " + each + " of the cluster " + name + " is not active."))
                .orElseGet(() -> Seen.unknown("The capacity providers of the cluster " + name + " ("
                        + String.join(", ", attached) + ") are active; the call may have named another."));
    }

    static Cluster cluster(String name, Account account) {
        var response = account.call(
                Api.ECS,
                "DescribeClusters",
                EcsClient::describeClusters,
                DescribeClustersRequest.builder().clusters(name).build());
        if (response.clusters().isEmpty() && response.failures().isEmpty()) {
            throw NotSeenException.absurd("ecs:DescribeClusters");
        }
        return response.clusters().stream()
                .findFirst()
                .orElseThrow(() -> new NotSeenException("There is no cluster " + name + "."));
    }

    private static Seen instanceRuns(About about, Account account) {
        String id = about.need("instance");
        if (!id.startsWith("i-")) {
            throw new NotSeenException(id + " is no EC2 instance.");
        }
        return Instances.find(id, account)
                .filter(each -> each.state() != null)
                .map(each -> Seen.of(
                        each.state().name() == InstanceStateName.RUNNING,
                        "The instance " + id + " is " + each.state().nameAsString()
                                + Optional.ofNullable(each.stateTransitionReason())
                                        .filter(reason -> !reason.isBlank())
                                        .map(reason -> " (" + reason + ")")
                                        .orElse("")
                                + "."))
                .orElseGet(() -> Seen.unknown(
                        "EC2 knows no instance " + id + "; it forgets terminated ones after about an hour."));
    }
}
