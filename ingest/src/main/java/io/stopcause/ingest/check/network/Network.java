package io.stopcause.ingest.check.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** What was read of one VPC, as EC2 describes it. */
record Network(
        String vpc,
        Layout layout,
        Part<List<SecurityGroup>> groups,
        Doors doors,
        Part<Map<String, PrefixList>> prefixLists,
        Part<Names> names) {

    /** Its parts, and what stands between them. */
    record Layout(Part<List<Subnet>> subnets, Part<List<RouteTable>> routeTables, Part<List<NetworkAcl>> acls) {}

    /** What leads out and has to be looked up; internet gateways do not, their routes turn to blackholes without them. */
    record Doors(Part<List<VpcEndpoint>> endpoints, Part<List<NatGateway>> nats) {}

    /**
     * A list of address ranges that routes and rules name by its id.
     *
     * @param name such as {@code com.amazonaws.eu-west-1.s3}
     */
    record PrefixList(String name, List<Range> ranges) {
        PrefixList {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * How names resolve.
     *
     * @param on {@code enableDnsSupport}
     * @param hostnames {@code enableDnsHostnames}; endpoints give no private names without it
     * @param amazons whether the VPC asks Amazon's resolver, and not servers of its own
     * @param elsewhere domains that private zones or forwarding rules of the account answer for
     */
    record Names(boolean on, boolean hostnames, boolean amazons, List<String> elsewhere) {
        Names {
            elsewhere = List.copyOf(elsewhere);
        }

        /** The domain that answers in place of the public one. */
        Optional<String> answeredElsewhere(String host) {
            return elsewhere.stream()
                    .filter(domain -> host.equals(domain) || host.endsWith("." + domain))
                    .findFirst();
        }
    }

    Part<Subnet> subnet(String id) {
        return layout.subnets.flatMap(all -> all.stream()
                .filter(each -> id.equals(each.subnetId()))
                .findFirst()
                .map(Part::known)
                .orElseGet(() -> Part.unread(id + " is not in " + vpc + " any more, or belongs to another account")));
    }

    /** The IPv4 addresses that an interface may have: its own, as far as its subnet can have it. */
    Part<List<Range>> addresses(Nic nic) {
        return subnet(nic.subnet()).flatMap(Network::ranges).map(ranges -> nic.address()
                .map(Range::of)
                .filter(own ->
                        ranges.stream().anyMatch(range -> range.common(own).isPresent()))
                .map(List::of)
                .orElse(ranges));
    }

    private static Part<List<Range>> ranges(Subnet subnet) {
        return subnet.cidrBlock() == null || subnet.cidrBlock().isEmpty()
                ? Part.unread(subnet.subnetId() + " has no IPv4 addresses")
                : Part.known(List.of(Range.of(subnet.cidrBlock())));
    }

    /** The table that the subnet is associated with, else the main one of the VPC. */
    Part<RouteTable> routeTable(String subnet) {
        return layout.routeTables
                .flatMap(all -> all.stream()
                        .filter(table -> table.associations().stream().anyMatch(each -> subnet.equals(each.subnetId())))
                        .findFirst()
                        .or(() -> all.stream()
                                .filter(table -> table.associations().stream().anyMatch(Network::isMain))
                                .findFirst())
                        .map(Part::known)
                        .orElseGet(() -> Part.unread(vpc + " shows no route table for " + subnet)))
                .flatMap(table -> table.routes().isEmpty()
                        ? Part.unread(table.routeTableId() + " is described without routes, which no table is")
                        : Part.known(table));
    }

    private static boolean isMain(RouteTableAssociation association) {
        return Boolean.TRUE.equals(association.main());
    }

    /** The network ACL of a subnet; each subnet has exactly one. */
    Part<NetworkAcl> acl(String subnet) {
        return layout.acls
                .flatMap(all -> all.stream()
                        .filter(acl -> acl.associations().stream().anyMatch(each -> subnet.equals(each.subnetId())))
                        .findFirst()
                        .map(Part::known)
                        .orElseGet(() -> Part.unread(vpc + " shows no network ACL for " + subnet)))
                .flatMap(acl -> acl.entries().isEmpty()
                        ? Part.unread(acl.networkAclId() + " is described without rules, which no network ACL is")
                        : Part.known(acl));
    }

    Part<List<Range>> prefixList(String id) {
        return prefixLists.flatMap(all -> Optional.ofNullable(all.get(id))
                .map(list -> Part.known(list.ranges))
                .orElseGet(() -> Part.unread("what stands in prefix list " + id + " could not be read")));
    }
}
