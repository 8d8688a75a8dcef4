package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Flow.Ports;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Ways from a load balancer to what it sends requests to. */
public final class Targets {

    private Targets() {}

    /**
     * A load balancer in the network.
     *
     * @param subnets where its nodes stand
     * @param groups its security groups; a network load balancer may have none
     */
    public record Balancer(String name, String vpc, Set<String> subnets, Set<String> groups) {
        public Balancer {
            subnets = Set.copyOf(subnets);
            groups = Set.copyOf(groups);
        }
    }

    /**
     * What it sends requests to.
     *
     * @param id an instance's id or an IP address
     * @param port that health checks ask
     */
    public record Target(String id, boolean instance, int port) {}

    /** Whether each of the load balancer's nodes gets there and its answers back. */
    public static Seen reach(Balancer balancer, Target target, Account account) {
        Nic end = nic(balancer.vpc, target, account);
        Set<String> groups = new TreeSet<>(balancer.groups);
        groups.addAll(RouteLook.groups(end));
        Network network = VpcReading.of(balancer.vpc, groups, account);
        Walk walk = new Walk(network);
        List<Way> ways = balancer.subnets.stream()
                .sorted()
                .map(subnet -> new Nic(
                        balancer.name, subnet, Optional.empty(), Part.known(balancer.groups), Part.known(false)))
                .map(nic -> walk.between(nic, end, target.port, Ports.OF_GATEWAYS))
                .toList();
        return Sentences.of(
                Way.whicheverOf(ways),
                "from the load balancer " + balancer.name + " to " + target.id + ":" + target.port);
    }

    private static Nic nic(String vpc, Target target, Account account) {
        Filter which = Filter.builder()
                .name(target.instance ? "attachment.instance-id" : "addresses.private-ip-address")
                .values(target.id)
                .build();
        NetworkInterface found = account
                .call(
                        Api.EC2,
                        "DescribeNetworkInterfaces",
                        Ec2Client::describeNetworkInterfaces,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(
                                        which,
                                        Filter.builder()
                                                .name("vpc-id")
                                                .values(vpc)
                                                .build())
                                .build())
                .networkInterfaces()
                .stream()
                .filter(each -> each.subnetId() != null && !each.groups().isEmpty())
                .filter(each -> !target.instance
                        || (each.attachment() != null
                                && Integer.valueOf(0).equals(each.attachment().deviceIndex())))
                .findFirst()
                .orElseThrow(() -> new NotSeenException(
                        "The target " + target.id + " has no network interface in " + vpc + " by now."));
        Set<String> groups =
                found.groups().stream().map(GroupIdentifier::groupId).collect(Collectors.toSet());
        return new Nic(
                "the target " + target.id,
                found.subnetId(),
                Optional.ofNullable(found.privateIpAddress()),
                Part.known(groups),
                Part.known(false));
    }
}
