package io.stopcause.ingest.check.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Where a route table sends packets: the narrowest route wins; of two alike a static one, and a range before a list. */
final class Routes {

    private static final String GATEWAY_ENDPOINT = "vpce-";

    private final Network network;

    Routes(Network network) {
        this.network = network;
    }

    /**
     * Some of the addresses asked for, and the route that they take.
     *
     * @param route empty where no route leads there
     */
    record Leg(RouteTable table, List<Range> to, Optional<Route> route) {

        String name() {
            return table.routeTableId()
                    + route.map(each -> " " + destination(each)).orElse("");
        }
    }

    private record Candidate(Range range, Route route) {

        private static final Comparator<Candidate> NARROWEST_FIRST = Comparator.<Candidate, BigInteger>comparing(
                        each -> each.range.size())
                .thenComparing(each -> each.route.origin() == RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION)
                .thenComparing(each -> each.route.destinationPrefixListId() != null);
    }

    /** Divides addresses among routes; unread where a route's prefix list is. */
    Part<List<Leg>> legs(RouteTable table, List<Range> to) {
        List<Candidate> candidates = new ArrayList<>();
        for (Route route : table.routes()) {
            Part<List<Range>> ranges = destinations(route);
            if (ranges instanceof Part.Known<List<Range>> known) {
                known.value().forEach(range -> candidates.add(new Candidate(range, route)));
            } else if (!isGatewayEndpoint(route)) {
                return Part.unread(table.routeTableId() + " routes prefix list " + route.destinationPrefixListId()
                        + ", which could not be read");
            }
        }
        candidates.sort(Candidate.NARROWEST_FIRST);
        List<Leg> legs = new ArrayList<>();
        List<Range> left = to;
        for (Candidate candidate : candidates) {
            List<Range> taken = left.stream()
                    .flatMap(range -> range.common(candidate.range).stream())
                    .toList();
            if (!taken.isEmpty()) {
                legs.add(new Leg(table, taken, Optional.of(candidate.route)));
                left = left.stream()
                        .flatMap(range -> range.without(candidate.range).stream())
                        .toList();
            }
        }
        if (!left.isEmpty()) {
            legs.add(new Leg(table, left, Optional.empty()));
        }
        return Part.known(legs);
    }

    /** Only gateway endpoints stand in routes with a prefix list as a gateway; firewalls have routes with ranges. */
    static boolean isGatewayEndpoint(Route route) {
        return route.destinationPrefixListId() != null
                && route.gatewayId() != null
                && route.gatewayId().startsWith(GATEWAY_ENDPOINT);
    }

    static boolean isLocal(Route route) {
        return "local".equals(route.gatewayId());
    }

    static String destination(Route route) {
        return Stream.of(
                        route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId())
                .filter(each -> each != null && !each.isEmpty())
                .findFirst()
                .orElse("?");
    }

    private Part<List<Range>> destinations(Route route) {
        String destination = destination(route);
        return destination.equals(route.destinationPrefixListId())
                ? network.prefixList(destination)
                : Part.known(List.of(Range.of(destination)));
    }
}
