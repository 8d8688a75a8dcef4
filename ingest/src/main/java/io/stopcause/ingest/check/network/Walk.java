package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.network.Filters.Peer;
import io.stopcause.ingest.check.network.Flow.Ports;
import io.stopcause.ingest.check.network.Network.Names;
import io.stopcause.ingest.check.network.Network.PrefixList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * Finds out on paper whether packets get from an interface to a service and back. Pure: the same description of the VPC
 * gives the same way. It says open or closed only where no part that it does not know could say otherwise.
 */
final class Walk {

    /** Every IPv4 address that is routed on the internet (RFC 6890 names the others). */
    private static final List<Range> PUBLIC = without(
            Range.of("0.0.0.0/0"),
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    private static final List<Range> PUBLIC_6 = List.of(Range.of("2000::/3"));
    /** What a DNS64 resolver answers with, for a NAT gateway to translate. */
    private static final List<Range> TRANSLATED = List.of(Range.of("64:ff9b::/96"));

    private static final Set<String> GONE = Set.of("deleting", "deleted");

    private final Network network;
    private final Outside outside;
    private final Inside inside;

    Walk(Network network) {
        this.network = network;
        this.outside = new Outside(network);
        this.inside = new Inside(network);
    }

    /** To all of several places. */
    Way to(Nic from, List<Destination> destinations) {
        return Way.through(destinations.stream().map(each -> to(from, each)).toList());
    }

    Way to(Nic from, Destination destination) {
        try {
            return network.subnet(from.subnet()).way(subnet -> to(from, subnet, destination));
        } catch (IllegalArgumentException e) {
            return new Way.Unclear("EC2 answered something that makes no sense: " + e.getMessage());
        }
    }

    /** Between two interfaces of the VPC; {@code clients} are the ports that the first may use for itself. */
    Way between(Nic from, Nic to, int port, Ports clients) {
        try {
            return inside.between(from, to, port, clients);
        } catch (IllegalArgumentException e) {
            return new Way.Unclear("EC2 answered something that makes no sense: " + e.getMessage());
        }
    }

    private Way to(Nic from, Subnet subnet, Destination destination) {
        if (destination.address().isPresent()) {
            return toAddress(from, destination, destination.address().get());
        }
        return network.names().way(names -> byName(from, subnet, destination, names));
    }

    private Way toAddress(Nic from, Destination destination, Range address) {
        boolean known = Stream.concat(PUBLIC.stream(), PUBLIC_6.stream())
                .anyMatch(range -> range.common(address).isPresent());
        return known
                ? outside.to(from, Peer.outside(destination.name(), List.of(address)), destination)
                : new Way.Unclear(destination.name() + " is a private address; what answers there is not known");
    }

    private Way byName(Nic from, Subnet subnet, Destination destination, Names names) {
        Optional<String> elsewhere = names.answeredElsewhere(destination.host());
        if (elsewhere.isPresent()) {
            return new Way.Unclear("the name " + destination.host() + " is answered by the private zone or rule "
                    + elsewhere.get() + ", which can lead anywhere");
        }
        if (names.amazons() && !names.on()) {
            return new Way.Closed(
                    "the VPC resolves no names (enableDnsSupport of " + network.vpc() + " is off)",
                    "switch it on: aws ec2 modify-vpc-attribute --vpc-id " + network.vpc() + " --enable-dns-support");
        }
        return network.doors().endpoints().way(endpoints -> resolved(from, subnet, destination, names, endpoints));
    }

    /** The public address, an endpoint's, or with name servers of one's own anything that can be reached. */
    private Way resolved(Nic from, Subnet subnet, Destination destination, Names names, List<VpcEndpoint> endpoints) {
        List<VpcEndpoint> all =
                endpoints.stream().filter(each -> isFor(each, destination)).toList();
        List<VpcEndpoint> named = all.stream().filter(Walk::takesTheName).toList();
        if (!named.isEmpty() && !names.hostnames()) {
            return new Way.Unclear(named.get(0).vpcEndpointId() + " has private names, but enableDnsHostnames of "
                    + network.vpc() + " is off");
        }
        if (!names.amazons()) {
            List<Way> ways = new ArrayList<>();
            ways.add(inPublic(from, subnet, destination));
            all.forEach(each -> ways.add(byEndpoint(from, each, destination)));
            ways.add(network.routeTable(subnet.subnetId())
                    .flatMap(outside::elsewhere)
                    .way(route -> route.<Way>map(name -> new Way.Unclear("name servers of your own may answer "
                                    + destination.host() + " with an address behind " + name))
                            .orElseGet(() -> ways.get(0))));
            return Way.whicheverOf(ways);
        }
        return named.isEmpty()
                ? hinted(inPublic(from, subnet, destination), all)
                : Way.whicheverOf(named.stream()
                        .map(each -> byEndpoint(from, each, destination))
                        .toList());
    }

    private static boolean isFor(VpcEndpoint endpoint, Destination destination) {
        return endpoint.vpcEndpointType() == VpcEndpointType.INTERFACE
                && destination
                        .service()
                        .filter(service ->
                                String.valueOf(endpoint.serviceName()).endsWith("." + service))
                        .isPresent()
                && !GONE.contains(state(endpoint));
    }

    private static String state(VpcEndpoint endpoint) {
        return String.valueOf(endpoint.stateAsString()).toLowerCase(Locale.ROOT);
    }

    /** Whether an interface endpoint takes the service's name for itself inside the VPC. */
    private static boolean takesTheName(VpcEndpoint endpoint) {
        return Boolean.TRUE.equals(endpoint.privateDnsEnabled())
                && (endpoint.dnsOptions() == null
                        || !Boolean.TRUE.equals(endpoint.dnsOptions().privateDnsOnlyForInboundResolverEndpoint()));
    }

    private static Way hinted(Way way, List<VpcEndpoint> unnamed) {
        return way instanceof Way.Closed closed && !unnamed.isEmpty()
                ? new Way.Closed(
                        closed.hop() + ", and " + unnamed.get(0).vpcEndpointId() + " does not take the name",
                        "switch on the private DNS name of " + unnamed.get(0).vpcEndpointId())
                : way;
    }

    private Way byEndpoint(Nic from, VpcEndpoint endpoint, Destination destination) {
        String id = endpoint.vpcEndpointId();
        if (!state(endpoint).equals("available")) {
            return new Way.Unclear(id + " is " + state(endpoint));
        }
        Set<String> groups =
                endpoint.groups().stream().map(each -> each.groupId()).collect(Collectors.toSet());
        if (groups.isEmpty()) {
            return new Way.Unclear(id + " is described without security groups, which none is");
        }
        List<Way> ways = endpoint.subnetIds().stream()
                .map(subnet -> new Nic(id, subnet, Optional.empty(), Part.known(groups), Part.known(false)))
                .map(nic -> inside.between(from, nic, destination.port(), Ports.OF_LINUX_CLIENTS))
                .toList();
        return Way.through(List.of(Way.open("interface endpoint " + id), Way.whicheverOf(ways)));
    }

    private Way inPublic(Nic from, Subnet subnet, Destination destination) {
        Way four = Boolean.TRUE.equals(subnet.ipv6Native())
                ? new Way.Closed(subnet.subnetId() + " has no IPv4 addresses", "use a subnet that has")
                : overFour(from, destination);
        if (!(four instanceof Way.Closed closed)
                || subnet.ipv6CidrBlockAssociationSet().isEmpty()) {
            return four;
        }
        boolean open = Stream.of(PUBLIC_6, TRANSLATED)
                .map(ranges -> outside.to(from, Peer.outside(destination.name(), ranges), destination))
                .anyMatch(way -> !(way instanceof Way.Closed));
        return open
                ? new Way.Unclear("over IPv4 " + closed.hop()
                        + "; over IPv6 there may be a way, which serves only names with an IPv6 address")
                : four;
    }

    private Way overFour(Nic from, Destination destination) {
        if (!destination.hasGatewayEndpoints()) {
            return outside.to(from, Peer.outside(destination.name(), PUBLIC), destination);
        }
        Optional<List<Range>> ranges = listed(destination);
        if (ranges.isPresent()) {
            return outside.to(from, Peer.outside(destination.name(), ranges.get()), destination);
        }
        return network.routeTable(from.subnet())
                .way(table -> table.routes().stream().anyMatch(Routes::isGatewayEndpoint)
                        ? new Way.Unclear("the addresses of " + destination.name() + ", for which "
                                + table.routeTableId() + " has routes of its own, could not be read")
                        : outside.to(from, Peer.outside(destination.name(), PUBLIC), destination));
    }

    private Optional<List<Range>> listed(Destination destination) {
        return network.prefixLists() instanceof Part.Known<Map<String, PrefixList>> known
                ? known.value().values().stream()
                        .filter(list -> destination
                                .service()
                                .filter(list.name()::endsWith)
                                .isPresent())
                        .map(list -> list.ranges().stream()
                                .filter(range -> range.bits() == 32)
                                .toList())
                        .filter(list -> !list.isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    private static List<Range> without(Range all, String... holes) {
        List<Range> left = List.of(all);
        for (String hole : holes) {
            left = left.stream()
                    .flatMap(range -> range.without(Range.of(hole)).stream())
                    .toList();
        }
        return left;
    }
}
