package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Finds the network interface that a task's packets start from, also of a task whose interface is gone with it. */
final class Origin {

    static final Set<String> ACTIONS = Stream.of(
                    Set.of(
                            Ecs.DESCRIBE_TASKS,
                            Ecs.DESCRIBE_SERVICES,
                            "ec2:DescribeNetworkInterfaces",
                            "ec2:DescribeSecurityGroups",
                            "ec2:DescribeSubnets"),
                    Instances.ACTIONS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final String SERVICE_GROUP = "service:";
    private static final Set<String> ENI = Set.of("ElasticNetworkInterface", "eni");

    private final About about;
    private final Account account;
    private final Task task;

    private Origin(About about, Account account, Task task) {
        this.about = about;
        this.account = account;
        this.task = task;
    }

    /** Who sends the packets. */
    enum Sender {
        /** Pulls images, reads secrets, writes logs: on EC2 from the instance, not from the task's own interface. */
        PLATFORM,
        /** The containers themselves. */
        CONTAINERS
    }

    /**
     * The interface that packets leave by, and the VPC that it is in.
     *
     * @throws NotSeenException if it cannot be known any more
     */
    static Place of(Sender sender, About about, Account account) {
        Task task = Ecs.task(about, account);
        Origin origin = new Origin(about, account, task);
        boolean fargate = task.launchType() == LaunchType.FARGATE
                || String.valueOf(task.capacityProviderName()).startsWith("FARGATE");
        if (fargate) {
            refuseOldPlatform(task, sender);
            return origin.ownInterface();
        }
        return sender == Sender.CONTAINERS && origin.attachment().isPresent()
                ? origin.ownInterface()
                : Instances.place(task.containerInstanceArn(), about, account);
    }

    /** Where a task is in the network. */
    record Place(String vpc, Nic nic) {}

    /** Before 1.4.0, an interface of AWS's own pulled images and read secrets. */
    private static void refuseOldPlatform(Task task, Sender sender) {
        String version = String.valueOf(task.platformVersion());
        if (sender == Sender.PLATFORM && version.matches("1\\.[0-3]\\.\\d+")) {
            throw new NotSeenException("On Fargate's platform version " + version
                    + " an interface of AWS's own pulls images and reads secrets: nothing can be seen of it.");
        }
    }

    private Optional<Attachment> attachment() {
        return task.attachments().stream()
                .filter(each -> ENI.contains(each.type()))
                .findFirst();
    }

    private Optional<String> detail(String name) {
        return attachment().stream()
                .flatMap(each -> each.details().stream())
                .filter(each -> name.equals(each.name()))
                .flatMap(each -> Stream.ofNullable(each.value()))
                .findFirst();
    }

    /** What says where an interface was that is gone is asked at the same time as whether it is. */
    private Place ownInterface() {
        CompletableFuture<Part<AwsVpcConfiguration>> asked = account.beside(this::configuration);
        var unused = detail("subnetId").map(id -> account.beside(() -> vpc(id, account)));
        Optional<NetworkInterface> alive = detail("networkInterfaceId").flatMap(this::describe);
        if (alive.isPresent()) {
            return place(alive.get());
        }
        String subnet = detail("subnetId")
                .orElseThrow(() -> new NotSeenException("ECS does not say which subnet the task was in."));
        String vpc = vpc(subnet, account);
        Part<AwsVpcConfiguration> configuration = Together.join(asked);
        return new Place(
                vpc,
                new Nic(
                        "the task",
                        subnet,
                        detail("privateIPv4Address"),
                        configuration.flatMap(each -> groups(each, vpc)),
                        configuration.map(each -> each.assignPublicIp() == AssignPublicIp.ENABLED)));
    }

    private Optional<NetworkInterface> describe(String id) {
        return account
                .call(
                        Api.EC2,
                        "DescribeNetworkInterfaces",
                        Ec2Client::describeNetworkInterfaces,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(Filter.builder()
                                        .name("network-interface-id")
                                        .values(id)
                                        .build())
                                .build())
                .networkInterfaces()
                .stream()
                .filter(each -> each.subnetId() != null && each.vpcId() != null)
                .findFirst();
    }

    private static Place place(NetworkInterface nic) {
        Set<String> groups = nic.groups().stream().map(GroupIdentifier::groupId).collect(Collectors.toSet());
        return new Place(
                nic.vpcId(),
                new Nic(
                        "the task",
                        nic.subnetId(),
                        Optional.ofNullable(nic.privateIpAddress()),
                        Part.known(groups),
                        Part.known(
                                nic.association() != null && nic.association().publicIp() != null)));
    }

    /** Every interface of a task or an instance has a security group. */
    static Part<Set<String>> groups(List<GroupIdentifier> described) {
        return described.isEmpty()
                ? Part.unread("EC2 describes the network interface without security groups, which none is")
                : Part.known(described.stream().map(GroupIdentifier::groupId).collect(Collectors.toSet()));
    }

    static String vpc(String subnet, Account account) {
        return account
                .call(
                        Api.EC2,
                        "DescribeSubnets",
                        Ec2Client::describeSubnets,
                        DescribeSubnetsRequest.builder()
                                .filters(Filter.builder()
                                        .name("subnet-id")
                                        .values(subnet)
                                        .build())
                                .build())
                .subnets()
                .stream()
                .map(Subnet::vpcId)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(() -> new NotSeenException("There is no subnet " + subnet + " any more."));
    }

    /** What the deployment that started the task asked for; the service may say something else by now. */
    private Part<AwsVpcConfiguration> configuration() {
        String group = String.valueOf(task.group());
        if (!group.startsWith(SERVICE_GROUP)) {
            return Part.unread("The task's network interface is gone, and no service says what it was like");
        }
        Service service = Ecs.service(group.substring(SERVICE_GROUP.length()), about, account);
        return service.deployments().stream()
                .filter(each -> String.valueOf(each.id()).equals(task.startedBy()))
                .map(Deployment::networkConfiguration)
                .flatMap(Stream::ofNullable)
                .map(NetworkConfiguration::awsvpcConfiguration)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(Part::known)
                .orElseGet(() -> Part.unread("The task's network interface is gone, and so is the deployment "
                        + task.startedBy() + " that says what it was like"));
    }

    /** Without security groups of its own, a task is in the VPC's default one. */
    private Part<Set<String>> groups(AwsVpcConfiguration configuration, String vpc) {
        if (!configuration.securityGroups().isEmpty()) {
            return Part.known(Set.copyOf(configuration.securityGroups()));
        }
        Set<String> found = account
                .call(
                        Api.EC2,
                        "DescribeSecurityGroups",
                        Ec2Client::describeSecurityGroups,
                        DescribeSecurityGroupsRequest.builder()
                                .filters(
                                        Filter.builder()
                                                .name("vpc-id")
                                                .values(vpc)
                                                .build(),
                                        Filter.builder()
                                                .name("group-name")
                                                .values("default")
                                                .build())
                                .build())
                .securityGroups()
                .stream()
                .map(each -> each.groupId())
                .collect(Collectors.toSet());
        return found.isEmpty()
                ? Part.unread("The default security group of " + vpc + " is not described")
                : Part.known(found);
    }
}
