package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.network.Filters.Direction;
import io.stopcause.ingest.check.network.Filters.Peer;
import io.stopcause.ingest.check.network.Flow.Ports;
import io.stopcause.ingest.check.network.Routes.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessMode;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Ways out of a VPC by the route table: internet gateways, NAT gateways, gateway endpoints. */
final class Outside {

    private static final String NAT_MEND =
            "route 0.0.0.0/0 of %s to a NAT gateway, or add VPC endpoints for what the" + " task needs";

    private static final List<Range> PRIVATE = Stream.of(
                    "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16")
            .map(Range::of)
            .toList();

    private final Network network;
    private final Routes routes;
    private final Filters filters;
    private final Inside inside;

    Outside(Network network) {
        this.network = network;
        this.routes = new Routes(network);
        this.filters = new Filters(network);
        this.inside = new Inside(network);
    }

    /** By whichever routes the addresses take, out and back. */
    Way to(Nic from, Peer there, Destination destination) {
        return network.routeTable(from.subnet())
                .flatMap(table -> routes.legs(table, there.ranges()))
                .way(legs -> ways(from, legs, there.name(), destination));
    }

    /** A route to other private networks, where endpoints of other VPCs may be. */
    Part<Optional<String>> elsewhere(RouteTable table) {
        return routes.legs(table, PRIVATE).map(legs -> legs.stream()
                .filter(leg -> leg.route()
                        .filter(route -> route.state() != RouteState.BLACKHOLE
                                && !Routes.isLocal(route)
                                && route.natGatewayId() == null
                                && !isInternetGateway(route))
                        .isPresent())
                .map(Leg::name)
                .findFirst());
    }

    private Way ways(Nic from, List<Leg> legs, String name, Destination destination) {
        List<Leg> leading = legs.stream()
                .filter(leg -> destination.hasGatewayEndpoints() || !leadsElsewhere(leg))
                .toList();
        return Way.whicheverOf(leading.stream()
                .map(leg -> way(from, leg, Peer.outside(name, leg.to()), destination.port()))
                .toList());
    }

    /** Addresses of the VPC itself, and of services behind gateway endpoints, are not those of anything else. */
    private static boolean leadsElsewhere(Leg leg) {
        return leg.route()
                .filter(route -> Routes.isLocal(route) || Routes.isGatewayEndpoint(route))
                .isPresent();
    }

    private Way way(Nic from, Leg leg, Peer there, int port) {
        List<Way> hops = new ArrayList<>();
        hops.add(filters.groups(from, Direction.OUT, there, port));
        hops.add(filters.acl(from.subnet(), Direction.OUT, there, Ports.only(port)));
        hops.add(filters.acl(from.subnet(), Direction.IN, there, Ports.OF_LINUX_CLIENTS));
        hops.add(door(from, leg, there, port));
        return Way.through(hops);
    }

    private Way door(Nic from, Leg leg, Peer there, int port) {
        if (leg.route().isEmpty()) {
            return new Way.Closed(
                    leg.table().routeTableId() + " of " + from.subnet() + " has no route to " + there.name(),
                    NAT_MEND.formatted(leg.table().routeTableId()));
        }
        Route route = leg.route().get();
        if (route.state() == RouteState.BLACKHOLE) {
            return new Way.Closed(
                    leg.name() + " of " + from.subnet() + " leads to " + target(route) + ", which is gone (blackhole)",
                    NAT_MEND.formatted(leg.table().routeTableId()));
        }
        if (route.egressOnlyInternetGatewayId() != null) {
            return Way.open(leg.name() + " to " + route.egressOnlyInternetGatewayId());
        }
        if (route.natGatewayId() != null) {
            return network.doors().nats().way(nats -> nat(from, leg, nats, there, port));
        }
        if (route.vpcPeeringConnectionId() != null) {
            return new Way.Closed(
                    leg.name() + " of " + from.subnet() + " leads to " + route.vpcPeeringConnectionId()
                            + ", and a peering leads no further than the other VPC",
                    NAT_MEND.formatted(leg.table().routeTableId()));
        }
        return Routes.isGatewayEndpoint(route)
                ? gatewayEndpoint(leg, route.gatewayId())
                : isInternetGateway(route) ? internetGateway(from, leg, there) : unknown(leg, route);
    }

    private static Way unknown(Leg leg, Route route) {
        return new Way.Unclear(leg.name() + " leads to " + target(route) + "; what lies behind it is not known");
    }

    private static boolean isInternetGateway(Route route) {
        return route.gatewayId() != null && route.gatewayId().startsWith("igw-");
    }

    private Way gatewayEndpoint(Leg leg, String id) {
        return network.doors().endpoints().way(all -> all.stream()
                .filter(each -> id.equals(each.vpcEndpointId()))
                .findFirst()
                .map(each -> "available".equalsIgnoreCase(each.stateAsString())
                        ? Way.open(leg.name() + " to gateway endpoint " + id)
                        : new Way.Unclear(id + " is " + each.stateAsString()))
                .orElseGet(() -> new Way.Unclear(leg.name() + " leads to " + id + ", which is not described")));
    }

    private Way internetGateway(Nic from, Leg leg, Peer there) {
        if (there.ranges().get(0).bits() == 128) {
            return gate(from.subnet(), leg);
        }
        Way address = from.publicAddress()
                .way(has -> has
                        ? Way.open()
                        : new Way.Closed(
                                leg.name() + " of " + from.subnet() + " leads to "
                                        + leg.route().map(Route::gatewayId).orElse("") + ", but " + from.name()
                                        + " has no public address",
                                "give the tasks public addresses (assignPublicIp=ENABLED, Fargate only), or "
                                        + NAT_MEND.formatted("their subnets")));
        return Way.through(List.of(address, gate(from.subnet(), leg)));
    }

    /** The gateway itself: nothing may stand before it that we do not know. */
    private Way gate(String subnet, Leg leg) {
        String id = leg.route().map(Route::gatewayId).orElse("");
        return Way.through(List.of(
                network.subnet(subnet).way(Outside::publicAccess),
                network.layout().routeTables().way(tables -> edge(tables, id)),
                Way.open(leg.name() + " to " + id)));
    }

    private static Way publicAccess(Subnet subnet) {
        return subnet.blockPublicAccessStates() == null
                        || subnet.blockPublicAccessStates().internetGatewayBlockMode() == null
                        || subnet.blockPublicAccessStates().internetGatewayBlockMode() == BlockPublicAccessMode.OFF
                ? Way.open()
                : new Way.Unclear("public access of " + subnet.subnetId() + " is blocked ("
                        + subnet.blockPublicAccessStates().internetGatewayBlockModeAsString() + ")");
    }

    /** A route table at the gateway can send what comes in through a firewall. */
    private static Way edge(List<RouteTable> tables, String gateway) {
        return tables.stream()
                .filter(table -> table.associations().stream().anyMatch(each -> gateway.equals(each.gatewayId())))
                .filter(table -> table.routes().stream().anyMatch(route -> !Routes.isLocal(route)))
                .findFirst()
                .<Way>map(table -> new Way.Unclear(
                        table.routeTableId() + " at " + gateway + " leads answers through something between"))
                .orElseGet(Way::open);
    }

    private Way nat(Nic from, Leg leg, List<NatGateway> nats, Peer there, int port) {
        String id = leg.route().map(Route::natGatewayId).orElse("");
        return nats.stream()
                .filter(each -> id.equals(each.natGatewayId()))
                .findFirst()
                .map(nat -> nat(from, leg, nat, there, port))
                .orElseGet(() -> new Way.Unclear(leg.name() + " leads to " + id + ", which is not described"));
    }

    private Way nat(Nic from, Leg leg, NatGateway nat, Peer there, int port) {
        String id = nat.natGatewayId();
        if (nat.state() == NatGatewayState.FAILED
                || nat.state() == NatGatewayState.DELETED
                || nat.state() == NatGatewayState.DELETING) {
            return new Way.Closed(
                    leg.name() + " of " + from.subnet() + " leads to " + id + ", which is " + nat.stateAsString(),
                    NAT_MEND.formatted(leg.table().routeTableId()));
        }
        if (nat.state() != NatGatewayState.AVAILABLE || nat.subnetId() == null) {
            return new Way.Unclear(id + " is " + nat.stateAsString()
                    + (nat.subnetId() == null ? " and has no subnet of its own" : ""));
        }
        return Way.through(List.of(
                Way.open(leg.name() + " to " + id),
                network.addresses(from).way(ranges -> toNat(from, ranges, nat, port)),
                network.routeTable(nat.subnetId())
                        .flatMap(table -> routes.legs(table, there.ranges()))
                        .way(legs -> Way.whicheverOf(legs.stream()
                                .map(each -> behind(nat, each, Peer.outside(there.name(), each.to()), port))
                                .toList()))));
    }

    /** Packets keep the far address on their way to the gateway; only what it sends on bears its own. */
    private Way toNat(Nic from, List<Range> ranges, NatGateway nat, int port) {
        Peer own = Peer.outside(from.name(), ranges);
        if (from.subnet().equals(nat.subnetId())) {
            return inside.local(nat.subnetId(), own);
        }
        return Way.through(List.of(
                inside.local(nat.subnetId(), own),
                filters.acl(nat.subnetId(), Direction.IN, own, Ports.only(port)),
                filters.acl(nat.subnetId(), Direction.OUT, own, Ports.OF_LINUX_CLIENTS)));
    }

    private Way behind(NatGateway nat, Leg leg, Peer there, int port) {
        boolean out = leg.route().filter(Outside::isInternetGateway).isPresent();
        boolean gone = leg.route().isEmpty()
                || leg.route().get().state() == RouteState.BLACKHOLE
                || leg.route().get().natGatewayId() != null
                || leg.route().get().vpcPeeringConnectionId() != null;
        if (gone || (out && nat.connectivityType() == ConnectivityType.PRIVATE)) {
            return new Way.Closed(
                    nat.natGatewayId() + " stands in " + nat.subnetId() + ", "
                            + (out
                                    ? "and is a private one that has no public address"
                                    : "whose " + leg.table().routeTableId() + " has no route to an internet gateway"),
                    out
                            ? "route to a public NAT gateway instead"
                            : "route 0.0.0.0/0 of " + leg.table().routeTableId() + " to the internet gateway");
        }
        if (!out) {
            return unknown(leg, leg.route().get());
        }
        return Way.through(List.of(
                filters.acl(nat.subnetId(), Direction.OUT, there, Ports.only(port)),
                filters.acl(nat.subnetId(), Direction.IN, there, Ports.OF_GATEWAYS),
                gate(nat.subnetId(), leg)));
    }

    /** What a route names as its target, of the kinds that EC2 has. */
    private static String target(Route route) {
        return Stream.of(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.transitGatewayId(),
                        route.networkInterfaceId(),
                        route.instanceId(),
                        route.vpcPeeringConnectionId(),
                        route.egressOnlyInternetGatewayId(),
                        route.localGatewayId(),
                        route.carrierGatewayId(),
                        route.coreNetworkArn())
                .filter(each -> each != null)
                .findFirst()
                .orElse("something that EC2 does not name");
    }
}
