package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.network.Flow.Ports;
import io.stopcause.ingest.check.network.Share.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What security groups and network ACLs of a VPC let through, of TCP. */
final class Filters {

    private static final String ALL_PROTOCOLS = "-1";
    private static final Set<String> TCP = Set.of("tcp", "6", ALL_PROTOCOLS);

    private final Network network;

    Filters(Network network) {
        this.network = network;
    }

    /**
     * The other side of a flow.
     *
     * @param name for a person
     * @param ranges where it is
     * @param groups security groups that it is in, for rules that name groups
     */
    record Peer(String name, List<Range> ranges, Set<String> groups) {

        static Peer outside(String name, List<Range> ranges) {
            return new Peer(name, ranges, Set.of());
        }
    }

    /** Which way a rule looks. */
    enum Direction {
        OUT("lets out", "to"),
        IN("lets in", "from");

        private final String lets;
        private final String towards;

        Direction(String lets, String towards) {
            this.lets = lets;
            this.towards = towards;
        }
    }

    /**
     * Security groups remember connections: what they let begin, they let answer. Where there are none, as at some network
     * load balancers, nothing is filtered.
     */
    Way groups(Nic nic, Direction direction, Peer peer, int port) {
        return nic.groups().way(ids -> network.groups().way(all -> groups(nic, ids, all, direction, peer, port)));
    }

    private Way groups(Nic nic, Set<String> ids, List<SecurityGroup> all, Direction direction, Peer peer, int port) {
        List<SecurityGroup> own =
                all.stream().filter(each -> ids.contains(each.groupId())).toList();
        String names = String.join(", ", ids.stream().sorted().toList());
        if (ids.isEmpty()) {
            return Way.open();
        }
        if (own.size() < ids.size()) {
            return new Way.Unclear("the security groups of " + nic.name() + " (" + names + ") could not all be found");
        }
        List<IpPermission> permissions = own.stream()
                .flatMap(group ->
                        (direction == Direction.OUT ? group.ipPermissionsEgress() : group.ipPermissions()).stream())
                .filter(each -> TCP.contains(each.ipProtocol()))
                .toList();
        List<Rule> rules =
                permissions.stream().flatMap(each -> rules(each, peer)).toList();
        Share share = Share.permitted(Flow.of(peer.ranges, Ports.only(port)), rules);
        Optional<String> unread = permissions.stream()
                .filter(each ->
                        ports(each).first() <= port && port <= ports(each).last())
                .flatMap(each -> each.prefixListIds().stream())
                .map(each -> each.prefixListId())
                .filter(id -> network.prefixList(id) instanceof Part.Unread)
                .findFirst();
        if (share != Share.ALL && unread.isPresent()) {
            return new Way.Unclear("what stands in prefix list " + unread.get() + ", which " + names
                    + " lets through, could not be read");
        }
        String what = direction.lets + " port " + port + " " + direction.towards + " " + peer.name;
        return switch (share) {
            case ALL -> Way.open(names + " (" + nic.name() + ") " + what);
            case SOME ->
                new Way.Unclear(names + " " + direction.lets + " port " + port + " only " + direction.towards
                        + " a part of the addresses of " + peer.name);
            case NONE ->
                new Way.Closed(
                        "no rule of " + names + " (" + nic.name() + ") " + what,
                        "add a rule to " + names + " that " + what);
        };
    }

    private Stream<Rule> rules(IpPermission permission, Peer peer) {
        List<Range> ranges = new ArrayList<>();
        permission.ipRanges().forEach(each -> ranges.add(Range.of(each.cidrIp())));
        permission.ipv6Ranges().forEach(each -> ranges.add(Range.of(each.cidrIpv6())));
        permission.prefixListIds().forEach(each -> ranges.addAll(known(network.prefixList(each.prefixListId()))));
        if (permission.userIdGroupPairs().stream().anyMatch(pair -> peer.groups.contains(pair.groupId()))) {
            ranges.addAll(peer.ranges);
        }
        return Flow.of(ranges, ports(permission)).stream().map(flow -> new Rule(true, flow));
    }

    private static List<Range> known(Part<List<Range>> ranges) {
        return ranges instanceof Part.Known<List<Range>> known ? known.value() : List.of();
    }

    private static Ports ports(IpPermission permission) {
        return ALL_PROTOCOLS.equals(permission.ipProtocol())
                ? Ports.ANY
                : ports(permission.fromPort(), permission.toPort());
    }

    /** A range that is not given, or given as -1, means every port. */
    private static Ports ports(Integer from, Integer to) {
        return from == null || to == null || from < 0 ? Ports.ANY : new Ports(from, to);
    }

    /** Network ACLs remember nothing: answers need rules too. */
    Way acl(String subnet, Direction direction, Peer peer, Ports ports) {
        return network.acl(subnet).way(acl -> acl(acl, subnet, direction, peer, ports));
    }

    private static Way acl(NetworkAcl acl, String subnet, Direction direction, Peer peer, Ports ports) {
        List<Rule> rules = acl.entries().stream()
                .filter(each -> Boolean.TRUE.equals(each.egress()) == (direction == Direction.OUT))
                .filter(each -> TCP.contains(each.protocol()))
                .sorted(Comparator.comparing(
                        NetworkAclEntry::ruleNumber, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(Filters::rule)
                .toList();
        String name = acl.networkAclId() + " of " + subnet;
        String what = direction.lets + " TCP ports " + ports + " " + direction.towards + " " + peer.name;
        return switch (Share.permitted(Flow.of(peer.ranges, ports), rules)) {
            case ALL -> Way.open();
            case SOME ->
                new Way.Unclear(name + " " + direction.lets + " only a part of the TCP ports " + ports + " "
                        + direction.towards + " " + peer.name);
            case NONE ->
                new Way.Closed(
                        "no rule of " + name + " " + what, "add a rule to " + acl.networkAclId() + " that " + what);
        };
    }

    private static Rule rule(NetworkAclEntry entry) {
        String cidr =
                entry.cidrBlock() == null || entry.cidrBlock().isEmpty() ? entry.ipv6CidrBlock() : entry.cidrBlock();
        if (cidr == null) {
            throw new IllegalArgumentException("a network ACL's rule without addresses");
        }
        Ports ports = ALL_PROTOCOLS.equals(entry.protocol()) || entry.portRange() == null
                ? Ports.ANY
                : ports(entry.portRange().from(), entry.portRange().to());
        return new Rule(entry.ruleAction() == RuleAction.ALLOW, new Flow(Range.of(cidr), ports));
    }
}
