package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked of the network. */
public final class NetworkChecks {

    public static final List<Check> ALL = List.of(
            new Check(
                    "route-to-service-exists",
                    "Is there a way from the task to a service of AWS, or to the internet?",
                    union(List.of(Origin.ACTIONS, VpcReading.ACTIONS, SecretStores.ACTIONS)),
                    RouteLook::at),
            new Check(
                    "subnet-has-free-addresses",
                    "Has the subnet free addresses?",
                    SubnetLook.SUBNETS,
                    SubnetLook::freeAddresses),
            new Check(
                    "public-ip-allowed",
                    "May tasks of the service have public addresses?",
                    Set.of(Ecs.DESCRIBE_SERVICES),
                    SubnetLook::publicAddress),
            new Check(
                    "network-configuration-set",
                    "Is there a network configuration where the network mode needs one?",
                    Ecs.DEFINITION,
                    SubnetLook::configured),
            new Check(
                    "endpoint-policy-allows",
                    "Do the policies of the VPC's endpoints allow the call?",
                    union(List.of(Origin.ACTIONS, Set.of("ec2:DescribeVpcEndpoints"))),
                    EndpointPolicyLook::at),
            new Check(
                    "host-resolves",
                    "Does the task's VPC resolve names?",
                    union(List.of(
                            Origin.ACTIONS,
                            Set.of(
                                    "ec2:DescribeDhcpOptions",
                                    "ec2:DescribeVpcAttribute",
                                    "ec2:DescribeVpcs",
                                    "route53:ListHostedZonesByVPC"))),
                    NameLook::at));

    /** What {@link Reach} calls. */
    public static final Set<String> TASK_ACTIONS = union(List.of(Origin.ACTIONS, VpcReading.ACTIONS));

    /** What {@link Targets} calls. */
    public static final Set<String> TARGET_ACTIONS = union(List.of(
            VpcReading.ACTIONS, Set.of("ec2:DescribeNetworkInterfaces", "elasticloadbalancing:DescribeLoadBalancers")));

    private NetworkChecks() {}

    /** All actions of several looks. */
    public static Set<String> union(List<Set<String>> actions) {
        return actions.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
