package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.network.Origin.Place;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;

/** The EC2 instances that tasks run on. */
public final class Instances {

    /** What {@link #find} calls. */
    public static final String DESCRIBE = "ec2:DescribeInstances";

    static final Set<String> ACTIONS = Set.of("ecs:DescribeContainerInstances", DESCRIBE);

    private static final String VPC = "ecs.vpc-id";

    private Instances() {}

    /** An instance by its id; EC2 forgets terminated ones after about an hour. */
    public static Optional<Instance> find(String id, Account account) {
        return account
                .call(
                        Api.EC2,
                        "DescribeInstances",
                        Ec2Client::describeInstances,
                        DescribeInstancesRequest.builder()
                                .filters(Filter.builder()
                                        .name("instance-id")
                                        .values(id)
                                        .build())
                                .build())
                .reservations()
                .stream()
                .flatMap(each -> each.instances().stream())
                .findFirst();
    }

    /**
     * Where the instance is in the network.
     *
     * @param containerInstance its ARN in ECS; null where the task was never placed
     * @throws NotSeenException if it is gone, or not on EC2
     */
    static Place place(@Nullable String containerInstance, About about, Account account) {
        ContainerInstance registered = registered(containerInstance, about, account);
        String id = registered.ec2InstanceId();
        registered.attributes().stream()
                .filter(each -> VPC.equals(each.name()) && each.value() != null)
                .forEach(each -> VpcReading.ahead(each.value(), account));
        Instance instance = find(id, account)
                .filter(each -> each.subnetId() != null && each.vpcId() != null)
                .orElseThrow(() -> new NotSeenException("The instance " + id + " is gone, and its network with it."));
        return new Place(
                instance.vpcId(),
                new Nic(
                        "the instance " + id,
                        instance.subnetId(),
                        Optional.ofNullable(instance.privateIpAddress()),
                        Origin.groups(instance.securityGroups()),
                        Part.known(instance.publicIpAddress() != null)));
    }

    /**
     * The container instance of that ARN, on EC2.
     *
     * @param containerInstance null where a task was never placed
     * @throws NotSeenException if it is gone, or not on EC2
     */
    public static ContainerInstance registered(@Nullable String containerInstance, About about, Account account) {
        if (containerInstance == null) {
            throw new NotSeenException("The task was on no instance, so that it has no place in the network.");
        }
        return account
                .call(
                        Api.ECS,
                        "DescribeContainerInstances",
                        EcsClient::describeContainerInstances,
                        DescribeContainerInstancesRequest.builder()
                                .cluster(about.cluster().orElse(null))
                                .containerInstances(containerInstance)
                                .build())
                .containerInstances()
                .stream()
                .filter(each -> String.valueOf(each.ec2InstanceId()).startsWith("i-"))
                .findFirst()
                .orElseThrow(() -> new NotSeenException(
                        "ECS knows no EC2 instance that the task ran on, so that its network cannot be seen."));
    }
}
